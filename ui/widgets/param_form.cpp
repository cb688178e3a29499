#include "ui/widgets/param_form.h"
#include "core/base/text.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold_row.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_label.h"
#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>

namespace recoscope::ui {
namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

/// Says that a value differs from its default; keeps its place when it does not.
class ChangedDot final : public QWidget {
public:
    explicit ChangedDot(QWidget* parent) : QWidget(parent) { setFixedSize(px(8), px(8)); }
    void setShown(bool on) {
        m_on = on;
        setToolTip(on ? ParamForm::tr("Differs from the default") : QString());
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        if (!m_on) return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().warn);
        painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
    }

private:
    bool m_on = false;
};

class Hairline final : public QWidget {
public:
    explicit Hairline(QWidget* parent) : QWidget(parent) { setFixedHeight(1); }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), theme().line); }
};

constexpr qsizetype kLongestNote = 16;

/// "1,000,000", not 1e+06.
QString bound(double value) {
    const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
    return whole ? format::count(static_cast<std::int64_t>(value)) : text(formatNumber(value));
}

/// Beside a changed value its default, else what is allowed.
QString noteOf(const ParamSpec& spec, bool changed) {
    if (changed) return ParamForm::tr("default %1").arg(text(formatParam(spec.defaultValue)));
    if (std::holds_alternative<std::string>(spec.defaultValue) || std::holds_alternative<bool>(spec.defaultValue)) return {};
    const QString range = ParamForm::tr("%1 to %2").arg(bound(spec.minimum), bound(spec.maximum));
    const QString note = spec.logScale ? ParamForm::tr("%1, log").arg(range) : range;
    return note.size() > kLongestNote ? QString() : note; // the tooltip of the field has it
}

QString tipOf(const ParamSpec& spec) {
    QString tip = ParamForm::tr("%1. Default %2.").arg(text(spec.key), text(formatParam(spec.defaultValue)));
    if (spec.maximum > spec.minimum) tip += ' ' + ParamForm::tr("From %1 to %2.").arg(bound(spec.minimum), bound(spec.maximum));
    return plainTip(tip);
}

} // namespace

struct ParamForm::Row {
    ParamSpec spec;
    ChangedDot* dot = nullptr;
    PlainLabel* note = nullptr;
    std::function<ParamValue()> read;
    std::function<void(const ParamValue&)> write;
};

ParamForm::~ParamForm() = default;

ParamForm::ParamForm(std::span<const ParamSpec> specs, QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_rows.reserve(specs.size());
    QStringList foldedLabels;
    auto* folded = new QWidget(this);
    auto* foldedLayout = new QVBoxLayout(folded);
    foldedLayout->setContentsMargins(0, 0, 0, 0);
    foldedLayout->setSpacing(0);
    for (const ParamSpec& spec : specs) {
        addRow(spec, spec.advanced ? *foldedLayout : *layout);
        if (spec.advanced) foldedLabels << text(spec.label).toLower();
    }
    if (foldedLabels.isEmpty()) {
        delete folded;
        return;
    }
    auto* toggle = new FoldRow(tr("Advanced"), foldedLabels.join(QStringLiteral(" · ")), this);
    toggle->setObjectName("advanced");
    layout->addWidget(new Hairline(this));
    layout->addWidget(toggle);
    layout->addWidget(folded);
    folded->hide();
    connect(toggle, &QAbstractButton::toggled, folded, &QWidget::setVisible);
    m_fold = toggle;
}

void ParamForm::addRow(const ParamSpec& spec, QVBoxLayout& layout) {
    Row row;
    row.spec = spec;
    layout.addWidget(new Hairline(this));
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(px(16), px(8), px(16), px(8));
    column->setSpacing(px(4));
    auto* line = new QHBoxLayout;
    line->setSpacing(px(8));
    auto* label = new PlainLabel(text(spec.label), box);
    row.dot = new ChangedDot(box);
    auto* labelBox = new QHBoxLayout;
    labelBox->addWidget(label);
    labelBox->addWidget(row.dot);
    labelBox->addStretch(1);
    line->addLayout(labelBox, 5);
    QWidget* editor = makeEditor(spec, row);
    editor->setObjectName(text(spec.key));
    editor->setAccessibleName(text(spec.label));
    editor->setAccessibleDescription(text(spec.help));
    editor->setToolTip(tipOf(spec));
    label->setBuddy(editor);
    line->addWidget(editor, 4);
    row.note = new PlainLabel(noteOf(spec, false), box);
    row.note->setRole(PlainLabel::Role::Muted);
    row.note->setType(Appearance::Type::Secondary);
    row.note->setElided(true);
    line->addWidget(row.note, 4);
    column->addLayout(line);
    auto* help = new PlainLabel(text(spec.help), box);
    help->setRole(PlainLabel::Role::Muted);
    help->setType(Appearance::Type::Secondary);
    help->setWordWrap(true);
    column->addWidget(help);
    layout.addWidget(box);
    m_rows.push_back(std::move(row));
}

QWidget* ParamForm::makeEditor(const ParamSpec& spec, Row& row) {
    const auto edited = [this] {
        if (m_setting) return;
        refreshDots();
        Q_EMIT changed();
    };
    if (const auto* flag = std::get_if<bool>(&spec.defaultValue)) {
        auto* box = new QCheckBox(this);
        box->setChecked(*flag);
        row.read = [box] { return ParamValue(box->isChecked()); };
        row.write = [box](const ParamValue& v) { box->setChecked(std::get<bool>(v)); };
        connect(box, &QCheckBox::toggled, this, edited);
        return box;
    }
    if (std::holds_alternative<std::string>(spec.defaultValue)) {
        auto* combo = new QComboBox(this);
        combo->setFocusPolicy(Qt::StrongFocus);
        for (const std::string& choice : spec.choices) combo->addItem(text(choice));
        combo->setCurrentText(text(std::get<std::string>(spec.defaultValue)));
        row.read = [combo] { return ParamValue(combo->currentText().toStdString()); };
        row.write = [combo](const ParamValue& v) { combo->setCurrentText(text(std::get<std::string>(v))); };
        connect(combo, &QComboBox::currentIndexChanged, this, edited);
        return combo;
    }
    const bool whole = std::holds_alternative<std::int64_t>(spec.defaultValue);
    auto* field = new NumberField(spec.minimum, spec.maximum, whole, spec.logScale, this);
    row.read = [field, whole] {
        return whole ? ParamValue(static_cast<std::int64_t>(std::llround(field->value()))) : ParamValue(field->value());
    };
    row.write = [field](const ParamValue& v) {
        field->setValue(std::holds_alternative<double>(v) ? std::get<double>(v) : static_cast<double>(std::get<std::int64_t>(v)));
    };
    row.write(spec.defaultValue);
    connect(field, &QDoubleSpinBox::valueChanged, this, edited);
    return field;
}

ParamValues ParamForm::values() const {
    ParamValues all;
    for (const Row& row : m_rows) all.emplace(row.spec.key, row.read());
    return all;
}

ParamValues ParamForm::changedValues() const {
    ParamValues differing;
    for (const Row& row : m_rows)
        if (const ParamValue value = row.read(); value != row.spec.defaultValue) differing.emplace(row.spec.key, value);
    return differing;
}

void ParamForm::setValues(const ParamValues& values) {
    m_setting = true;
    for (Row& row : m_rows) {
        const auto it = values.find(row.spec.key);
        row.write(it == values.end() ? row.spec.defaultValue : it->second);
    }
    refreshDots();
    m_setting = false;
    Q_EMIT changed();
}

void ParamForm::refreshDots() {
    bool foldedChange = false;
    for (const Row& row : m_rows) {
        const bool changed = row.read() != row.spec.defaultValue;
        row.dot->setShown(changed);
        row.note->setText(noteOf(row.spec, changed));
        foldedChange = foldedChange || (changed && row.spec.advanced);
    }
    if (foldedChange && m_setting && m_fold) m_fold->setChecked(true); // what was loaded and differs must be seen
}

} // namespace recoscope::ui
