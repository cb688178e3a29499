#include "ui/filters/step_editor.h"
#include "ui/filters/day_field.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_label.h"
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace recoscope::ui {
namespace {

using Kind = FilterStep::Kind;
constexpr double kMostRows = 1e9, kMostSeed = 9007199254740992.0; // seeds that a number field tells apart
constexpr std::int64_t kDay = 86400;

QDateTime utc(std::int64_t seconds) { return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC); }

std::int64_t dayOf(std::int64_t seconds) { return seconds - (((seconds % kDay) + kDay) % kDay); }

} // namespace

StepEditor::StepEditor(const FilterStep& step, const std::shared_ptr<const Dataset>& opened, QWidget* parent)
    : QWidget(parent),
      m_step(step),
      m_opened(opened),
      m_line(new QHBoxLayout(this)) {
    m_line->setContentsMargins(0, 0, 0, 0);
    makeControls();
    measure();
    connect(&Appearance::instance(), &Appearance::changed, this, &StepEditor::measure);
}

void StepEditor::makeControls() {
    switch (m_step.kind) {
    case Kind::MinRating:
    case Kind::MaxRating:
        makeRating();
        break;
    case Kind::KCore:
        makeCore();
        break;
    case Kind::MinUser:
    case Kind::MaxUser:
    case Kind::ConstantUsers:
        makeCount(m_step.perUser, true);
        break;
    case Kind::MinItem:
        makeCount(m_step.perItem, false);
        break;
    case Kind::From:
    case Kind::To:
        makeDay();
        break;
    case Kind::SampleUsers:
        makeSample();
        break;
    case Kind::Duplicates:
        makeRule();
        break;
    case Kind::Context:
        makeContext();
        break;
    case Kind::Implicit:
    case Kind::UntitledItems:
        break; // nothing to set
    }
}

void StepEditor::addControl(QWidget* control, const QString& name, int width) {
    control->setAccessibleName(tr("%1: %2").arg(tr(filterKind(m_step.kind).name), name));
    control->setToolTip(plainTip(tr(filterKind(m_step.kind).help)));
    control->setFocusPolicy(Qt::StrongFocus);
    control->installEventFilter(this);
    m_controls.push_back(control);
    m_widths.push_back(width);
    m_line->addWidget(control);
}

void StepEditor::measure() {
    m_line->setSpacing(px(6));
    for (std::size_t k = 0; k < m_controls.size(); ++k) m_controls[k]->setFixedWidth(px(m_widths[k]));
}

PlainLabel* StepEditor::addWords(const QString& words) {
    auto* label = new PlainLabel(words, this);
    label->setRole(PlainLabel::Role::Muted);
    label->setType(Appearance::Type::Secondary);
    m_line->addWidget(label);
    return label;
}

/// A value beyond the range, from a file or a terminal, stays as it is until it is edited.
NumberField* StepEditor::addNumber(const QString& name, double value, Range range, std::function<void(double)> take) {
    auto* field = new NumberField(std::min(range.least, value), std::max(range.most, value), range.whole, false, this);
    field->setValue(value);
    addControl(field, name, 92);
    connect(field, &QDoubleSpinBox::valueChanged, this, [this, take = std::move(take)](double changed) {
        take(changed);
        Q_EMIT edited();
    });
    return field;
}

QComboBox* StepEditor::addChoice(const QString& name) {
    auto* box = new QComboBox(this);
    addControl(box, name, 180);
    return box;
}

void StepEditor::makeRating() {
    const auto scale = m_opened ? m_opened->scale : std::nullopt;
    const Range range =
        scale ? Range{scale->minimum, scale->maximum,
                      scale->step == std::floor(scale->step) && scale->step > 0 && scale->minimum == std::floor(scale->minimum)}
              : Range{-kMostRows, kMostRows, false};
    NumberField* field = addNumber(tr("rating"), m_step.rating,
                                   {range.least, range.most, range.whole && m_step.rating == std::floor(m_step.rating)},
                                   [this](double value) { m_step.rating = value; });
    if (!scale) {
        field->setEnabled(false);
        addWords(tr("the data has no ratings"));
        return;
    }
    field->setStep(scale->step);
    addWords(tr("of %1 to %2").arg(format::rating(scale->minimum), format::rating(scale->maximum)));
}

/// Both numbers are one until the second is set by itself.
void StepEditor::makeCore() {
    const Range range{1, kMostRows};
    const auto together = std::make_shared<bool>(m_step.perUser == m_step.perItem);
    const auto items = std::make_shared<NumberField*>(nullptr);
    addNumber(tr("rows of a user"), m_step.perUser, range, [this, together, items](double value) {
        m_step.perUser = static_cast<std::int32_t>(value);
        if (!*together) return;
        m_step.perItem = m_step.perUser;
        const QSignalBlocker quiet(*items);
        (*items)->setValue(value);
    });
    PlainLabel* ofUsers = addWords(tr("rows a user,"));
    *items = addNumber(tr("rows of an item"), m_step.perItem, range, [this, together](double value) {
        m_step.perItem = static_cast<std::int32_t>(value);
        *together = false;
    });
    PlainLabel* ofItems = addWords(tr("an item"));
    m_onBounds.emplace_back([ofUsers, ofItems](const FilterBounds& b) {
        ofUsers->setText(tr("rows a user (most: %1),").arg(format::count(b.perUser.second)));
        ofItems->setText(tr("an item (most: %1)").arg(format::count(b.perItem.second)));
    });
}

void StepEditor::makeCount(std::int32_t& count, bool ofUsers) {
    addNumber(tr("rows"), count, {1, kMostRows}, [&count](double value) { count = static_cast<std::int32_t>(value); });
    PlainLabel* words = addWords(tr("rows"));
    m_onBounds.emplace_back([words, ofUsers](const FilterBounds& b) {
        const auto& [least, most] = ofUsers ? b.perUser : b.perItem;
        words->setText((ofUsers ? tr("rows; users have %1 to %2") : tr("rows; items have %1 to %2"))
                           .arg(format::count(least), format::count(most)));
    });
}

/// A time within a day, from a file or a terminal, keeps its seconds.
void StepEditor::makeDay() {
    const bool last = m_step.kind == Kind::To, whole = m_step.time == dayOf(m_step.time) + (last ? kDay - 1 : 0);
    auto* day = new DayField(!whole, this);
    day->setDateTime(utc(m_step.time));
    addControl(day, last ? tr("last day") : tr("first day"), whole ? 130 : 200);
    connect(day, &QDateTimeEdit::dateTimeChanged, this, [this, whole, last](const QDateTime& at) {
        const std::int64_t seconds = at.toSecsSinceEpoch();
        m_step.time = whole ? dayOf(seconds) + (last ? kDay - 1 : 0) : seconds;
        Q_EMIT edited();
    });
    PlainLabel* words = addWords(tr("UTC"));
    m_onBounds.emplace_back([day, words](const FilterBounds& b) {
        day->setEnabled(b.times.has_value());
        if (!b.times) {
            words->setText(tr("the data has no times"));
            return;
        }
        const QSignalBlocker quiet(day); // a value beyond the span stays as it is until it is edited
        day->setDateTimeRange(std::min(utc(dayOf(b.times->first)), day->dateTime()),
                              std::max(utc(dayOf(b.times->second) + kDay - 1), day->dateTime()));
        words->setText(tr("UTC; the data goes from %1 to %2").arg(format::date(b.times->first), format::date(b.times->second)));
    });
}

void StepEditor::makeSample() {
    const double percent = std::round(1e10 * 100 * m_step.share) / 1e10;
    NumberField* share = addNumber(tr("share in per cent"), percent, {0.01, 100, false},
                                   [this](double value) { m_step.share = std::round(1e10 * value) / 1e12; });
    share->setStep(5);
    addWords(m_opened ? tr("% of %1, seed").arg(format::counted(m_opened->users.size(), tr("user"), tr("users")))
                      : tr("% of the users, seed"));
    addNumber(tr("seed"), static_cast<double>(m_step.seed), {0, kMostSeed},
              [this](double value) { m_step.seed = static_cast<std::uint64_t>(value); });
}

void StepEditor::makeRule() {
    QComboBox* rules = addChoice(tr("what counts"));
    const std::array choices{std::pair{RepeatRule::Last, tr("the last row")}, std::pair{RepeatRule::First, tr("the first row")},
                             std::pair{RepeatRule::Mean, tr("the mean rating")},
                             std::pair{RepeatRule::Sum, tr("the sum of ratings")}};
    for (const auto& [rule, words] : choices) rules->addItem(words, static_cast<int>(rule));
    rules->setCurrentIndex(rules->findData(static_cast<int>(m_step.rule)));
    connect(rules, &QComboBox::currentIndexChanged, this, [this, rules] {
        m_step.rule = static_cast<RepeatRule>(rules->currentData().toInt());
        Q_EMIT edited();
    });
    const std::int64_t pairs = m_opened && m_opened->repeats ? static_cast<std::int64_t>(m_opened->repeats->pairs()) : 0;
    addWords(pairs == 0 ? tr("no pair is repeated")
                        : tr("of %1").arg(format::counted(pairs, tr("repeated pair"), tr("repeated pairs"))));
}

void StepEditor::makeContext() {
    QComboBox *columns = addChoice(tr("column")), *values = addChoice(tr("value"));
    m_line->insertWidget(1, new PlainLabel(tr("is"), this));
    if (m_opened && m_opened->context)
        for (const ContextColumn& column : m_opened->context->columns)
            columns->addItem(format::safe(column.name), QString::fromStdString(column.name));
    if (const QString name = QString::fromStdString(m_step.column); columns->findData(name) < 0)
        columns->addItem(tr("%1 (not in the data)").arg(format::safe(m_step.column)), name);
    columns->setCurrentIndex(columns->findData(QString::fromStdString(m_step.column)));
    fillValues(*values);
    connect(columns, &QComboBox::currentIndexChanged, this, [this, columns, values] {
        m_step.column = columns->currentData().toString().toStdString();
        const ContextColumn* column = m_opened && m_opened->context ? m_opened->context->find(m_step.column) : nullptr;
        if (column && !column->values.empty()) m_step.value = column->values.front();
        fillValues(*values);
        Q_EMIT edited();
    });
    connect(values, &QComboBox::currentIndexChanged, this, [this, values] {
        m_step.value = values->currentData().toString().toStdString();
        Q_EMIT edited();
    });
}

void StepEditor::fillValues(QComboBox& values) {
    const QSignalBlocker quiet(&values);
    values.clear();
    if (const ContextColumn* column = m_opened && m_opened->context ? m_opened->context->find(m_step.column) : nullptr)
        for (const std::string& value : column->values) values.addItem(format::safe(value), QString::fromStdString(value));
    const QString value = QString::fromStdString(m_step.value);
    if (values.findData(value) < 0) values.addItem(tr("%1 (not in the data)").arg(format::safe(m_step.value)), value);
    values.setCurrentIndex(values.findData(value));
}

void StepEditor::setBounds(const FilterBounds& bounds) {
    for (const auto& follow : m_onBounds) follow(bounds);
}

void StepEditor::focusFirst() {
    if (!m_controls.empty()) m_controls.front()->setFocus(Qt::TabFocusReason); // selects what a field holds
}

bool StepEditor::eventFilter(QObject* watched, QEvent* event) {
    auto* control = qobject_cast<QWidget*>(watched);
    if (event->type() != QEvent::Wheel || !control || control->hasFocus()) return false;
    event->ignore();
    return true; // the page scrolls instead
}

} // namespace recoscope::ui
