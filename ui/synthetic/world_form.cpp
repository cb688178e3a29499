#include "ui/synthetic/world_form.h"
#include "core/base/random.h"
#include "ui/synthetic/knob.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold_row.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_label.h"
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

double asNumber(const ParamValue& value) {
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole ? static_cast<double>(*whole) : std::get<double>(value);
}

/// Numbers that a hand would choose: two leading figures on logarithmic scales, else steps of a size to the range.
double rounded(double value, const ParamSpec& spec, bool whole) {
    const double size = std::pow(10.0, std::floor(std::log10(std::max(value, 1.0))) - 1);
    const double step = spec.logScale       ? (whole ? std::max(size, 1.0) : size)
                        : whole             ? 1
                        : spec.maximum <= 1 ? 0.01
                        : spec.maximum <= 4 ? 0.05
                                            : 0.1;
    const double perUnit = std::round(1 / step); // 1 / 0.05 is not a whole number of bits
    const double near = step >= 1 ? std::round(value / step) * step : std::round(value * perUnit) / perUnit;
    return std::clamp(near, spec.minimum, spec.maximum);
}

/// Small counts on a logarithmic scale: a step of the knob is less than one, and one is what it then moves by.
double movedTo(double value, double from, const ParamSpec& spec, bool whole) {
    constexpr double kSmall = 20;
    const double near = rounded(value, spec, whole);
    if (!whole || near != from || from > kSmall || value == from) return near;
    return std::clamp(from + (value > from ? 1 : -1), spec.minimum, spec.maximum);
}

bool hasSlider(const ParamSpec& spec) { return spec.logScale || spec.maximum - spec.minimum <= 1000; }

} // namespace

struct WorldForm::Row {
    ParamSpec spec;
    std::function<void(const ParamValue&)> write;
};

WorldForm::~WorldForm() = default;

WorldForm::WorldForm(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(8), px(12), px(8));
    column->setSpacing(px(10));
    auto* folded = new QWidget(this);
    auto* foldedColumn = new QVBoxLayout(folded);
    foldedColumn->setContentsMargins(0, 0, 0, 0);
    foldedColumn->setSpacing(px(10));
    QStringList inside;
    for (const ParamSpec& spec : worldParams()) {
        if (spec.key == "preset") continue;
        addRow(spec, spec.advanced ? *foldedColumn : *column);
        if (spec.advanced) inside << text(spec.label).toLower();
    }
    m_fold = new FoldRow(tr("Advanced"), inside.join(QStringLiteral(", ")), this);
    m_fold->setObjectName(QStringLiteral("advanced"));
    column->addWidget(m_fold);
    column->addWidget(folded);
    column->addStretch(1);
    folded->hide();
    connect(m_fold, &QAbstractButton::toggled, folded, &QWidget::setVisible);
    setPreset(text(WorldSpec{}.preset));
}

void WorldForm::addRow(const ParamSpec& spec, QVBoxLayout& layout) {
    Row row{spec, {}};
    auto* column = new QVBoxLayout;
    column->setSpacing(px(2));
    layout.addLayout(column);
    if (std::holds_alternative<bool>(spec.defaultValue)) {
        auto* box = new QCheckBox(text(spec.label), this);
        box->setObjectName(text(spec.key));
        box->setToolTip(plainTip(text(spec.help)));
        row.write = [box](const ParamValue& v) { box->setChecked(std::get<bool>(v)); };
        connect(box, &QCheckBox::toggled, this, [this, key = spec.key](bool on) { setValue(key, on); });
        column->addWidget(box);
    } else if (std::holds_alternative<std::string>(spec.defaultValue)) {
        auto* line = new QHBoxLayout;
        auto* label = new PlainLabel(text(spec.label), this);
        auto* combo = new QComboBox(this);
        combo->setObjectName(text(spec.key));
        combo->setAccessibleName(text(spec.label));
        combo->setToolTip(plainTip(text(spec.help)));
        combo->setFocusPolicy(Qt::StrongFocus);
        for (const std::string& choice : spec.choices) combo->addItem(text(choice));
        row.write = [combo](const ParamValue& v) { combo->setCurrentText(text(std::get<std::string>(v))); };
        connect(combo, &QComboBox::currentTextChanged, this,
                [this, key = spec.key](const QString& choice) { setValue(key, choice.toStdString()); });
        line->addWidget(label, 1);
        line->addWidget(combo);
        column->addLayout(line);
    } else
        addNumber(spec, row, *column);
    m_rows.push_back(std::move(row));
}

void WorldForm::addNumber(const ParamSpec& spec, Row& row, QVBoxLayout& column) {
    const bool whole = std::holds_alternative<std::int64_t>(spec.defaultValue);
    auto* line = new QHBoxLayout;
    line->setSpacing(px(8));
    auto* label = new PlainLabel(text(spec.label), this);
    label->setToolTip(plainTip(text(spec.help)));
    auto* field = new NumberField(spec.minimum, spec.maximum, whole, spec.logScale, this);
    field->setObjectName(text(spec.key));
    field->setAccessibleName(text(spec.label));
    field->setAccessibleDescription(text(spec.help));
    field->setToolTip(plainTip(text(spec.help)));
    const auto fitWidth = [field] {
        field->setFixedWidth(QFontMetrics(ui::font(Appearance::Type::Body)).horizontalAdvance(QStringLiteral("1000000000")) +
                             px(34));
    };
    connect(&Appearance::instance(), &Appearance::changed, field, fitWidth);
    fitWidth();
    label->setBuddy(field);
    line->addWidget(label, 1);
    line->addWidget(field);
    column.addLayout(line);
    const auto give = [this, key = spec.key, whole](double v) {
        setValue(key, whole ? ParamValue(static_cast<std::int64_t>(std::llround(v))) : ParamValue(v));
    };
    connect(field, &QDoubleSpinBox::valueChanged, this, give);
    if (!hasSlider(spec)) {
        auto* dice = new IconButton(QStringLiteral("dice"), tr("Another one"), this);
        connect(dice, &QPushButton::clicked, field, [field] {
            field->setValue(static_cast<double>(deriveSeed(static_cast<std::uint64_t>(field->value()), "next") % 10000));
        });
        line->insertWidget(1, dice);
        row.write = [field](const ParamValue& v) { field->setValue(asNumber(v)); };
        return;
    }
    auto* knob = new Knob(spec.minimum, spec.maximum, spec.logScale, this);
    if (whole && !spec.logScale) knob->stepBy(1);
    knob->setObjectName(text(spec.key) + QStringLiteral("-knob"));
    knob->setAccessibleName(text(spec.label));
    knob->setAccessibleDescription(text(spec.help));
    knob->setToolTip(plainTip(text(spec.help)));
    column.addWidget(knob);
    connect(knob, &Knob::moved, this, [give, spec, whole, field](double v) { give(movedTo(v, field->value(), spec, whole)); });
    row.write = [field, knob](const ParamValue& v) {
        if (field->value() != asNumber(v)) field->setValue(asNumber(v));
        if (!knob->isSliderDown()) knob->setNumber(asNumber(v));
    };
}

void WorldForm::setPreset(const QString& id) {
    const auto seed = m_given.find("seed");
    ParamValues given{{"preset", id.toStdString()}};
    if (seed != m_given.end()) given.insert(*seed);
    m_given = std::move(given);
    show(world().value());
    Q_EMIT changed();
}

QString WorldForm::preset() const { return text(textParam(m_given, "preset")); }

Result<WorldSpec> WorldForm::world() const { return worldOf(m_given); }

void WorldForm::setWorld(const WorldSpec& spec) {
    m_given = {{"preset", spec.preset}};
    const ParamValues usual = valuesOf(presetWorld(spec.preset));
    for (const auto& [key, value] : valuesOf(spec))
        if (value != usual.at(key)) m_given[key] = value;
    show(spec);
    Q_EMIT changed();
}

void WorldForm::setValue(const std::string& key, const ParamValue& value) {
    if (m_showing) return;
    m_given[key] = value;
    if (const auto spec = world()) show(spec.value());
    Q_EMIT changed();
}

void WorldForm::show(const WorldSpec& spec) {
    m_showing = true;
    const ParamValues values = valuesOf(spec);
    for (const Row& row : m_rows) row.write(values.at(row.spec.key));
    m_showing = false;
}

} // namespace recoscope::ui
