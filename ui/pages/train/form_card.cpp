#include "ui/pages/train/form_card.h"
#include "core/experiment/experiment.h"
#include "core/models/registry.h"
#include "ui/format.h"
#include "ui/pages/train/gallery_model.h"
#include "ui/session.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/param_form.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/swatch_label.h"
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace recoscope::ui {
namespace {

/// Multiply-adds a second that the inner loops reach on two ordinary cores: a forecast, so the order of magnitude is what counts.
constexpr double kOperationsPerSecond = 2e10;

QString foldInWord(FoldIn foldIn) {
    switch (foldIn) {
    case FoldIn::Exact:
        return FormCard::tr("folds in exactly");
    case FoldIn::Approximate:
        return FormCard::tr("folds in closely");
    case FoldIn::None:
        break;
    }
    return FormCard::tr("same for everyone");
}

PlainLabel* paragraph(const std::string& text, PlainLabel::Role role, QWidget* parent) {
    auto* label = new PlainLabel(QString::fromStdString(text), parent);
    label->setRole(role);
    label->setWordWrap(true);
    return label;
}

} // namespace

QString forecastText(const AlgorithmInfo& algorithm, const ParamValues& values, const Interactions& train,
                     const std::vector<const Run*>& done) {
    const DataShape shape = DataShape::of(train);
    const Forecast forecast = algorithm.forecast(shape, values);
    double speed = kOperationsPerSecond;
    for (const Run* run : done) {
        const TrainingLog& log = run->result->log;
        if (run->spec.algorithm != algorithm.id || log.stoppedOnRequest || log.stoppedEarly || run->result->trainSeconds <= 0)
            continue;
        if (const double known = algorithm.forecast(shape, run->result->params).operations; known > 0)
            speed = known / run->result->trainSeconds;
    }
    const double seconds = forecast.operations / speed;
    const QString time = seconds < 0.05 ? FormCard::tr("under 0.1 s") : FormCard::tr("about %1").arg(format::seconds(seconds));
    return time + QStringLiteral(", ") + format::bytes(forecast.bytes);
}

FormCard::FormCard(Session& session, QWidget* parent) : Card(parent), m_session(session), m_scroll(new QScrollArea(this)) {
    body()->setContentsMargins(0, 0, 0, 0);
    body()->setSpacing(0);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_scroll, 1);
    makeFooter();
    connect(m_train, &QPushButton::clicked, this, &FormCard::trainRequested);
    connect(m_defaults, &QPushButton::clicked, this, [this] { m_form->resetToDefaults(); });
    for (auto signal : {&Session::splitReady, &Session::protocolChanged, &Session::datasetChanged})
        connect(&session, signal, this, &FormCard::refreshFooter);
    connect(&session, &Session::runFinished, this, &FormCard::refreshFooter);
}

void FormCard::makeFooter() {
    auto* rule = new QFrame(this);
    rule->setFrameShape(QFrame::HLine);
    rule->setFrameShadow(QFrame::Plain);
    rule->setForegroundRole(QPalette::Mid);
    body()->addWidget(rule);
    auto* footer = new QWidget(this);
    auto* column = new QVBoxLayout(footer);
    column->setContentsMargins(px(16), px(12), px(16), px(12));
    column->setSpacing(px(12));
    auto* line = new QHBoxLayout;
    auto* caption = new PlainLabel(tr("Forecast"), footer);
    caption->setRole(PlainLabel::Role::Muted);
    caption->setType(Appearance::Type::Secondary);
    m_forecast = new PlainLabel(QString(), footer);
    m_forecast->setType(Appearance::Type::Secondary);
    m_forecast->setToolTip(tr("Training only, on the training part of the present split. Memory is beside the data."));
    m_changed = new PlainLabel(QString(), footer);
    m_changed->setRole(PlainLabel::Role::Warn);
    m_changed->setType(Appearance::Type::Secondary);
    line->addWidget(caption);
    line->addWidget(m_forecast);
    line->addStretch(1);
    line->addWidget(m_changed);
    column->addLayout(line);
    auto* buttons = new QHBoxLayout;
    m_train = new QPushButton(footer);
    m_train->setObjectName("train");
    m_train->setProperty("primary", true);
    m_defaults = new QPushButton(tr("Defaults"), footer);
    m_defaults->setProperty("flat", true);
    buttons->addWidget(m_train);
    buttons->addStretch(1);
    buttons->addWidget(m_defaults);
    column->addLayout(buttons);
    body()->addWidget(footer);
}

QWidget* FormCard::makeHead(const AlgorithmInfo& algorithm) {
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(px(16), px(12), px(16), px(12));
    column->setSpacing(px(8));
    auto* line = new QHBoxLayout;
    line->setSpacing(px(8));
    line->addWidget(new SwatchLabel(signatureOfAlgorithm(QString::fromStdString(algorithm.id)),
                                    QString::fromStdString(algorithm.name), head));
    line->addWidget(new Badge(
        algorithm.capabilities.predictsRatings && !algorithm.capabilities.ranks ? tr("predicts ratings") : tr("ranks"), head));
    line->addWidget(new Badge(foldInWord(algorithm.capabilities.foldIn), head));
    line->addStretch(1);
    column->addLayout(line);
    column->addWidget(paragraph(algorithm.summary, PlainLabel::Role::Text, head));
    if (!algorithm.objective.empty()) {
        auto* formula = paragraph(algorithm.objective, PlainLabel::Role::Text, head);
        formula->setSunken(true);
        column->addWidget(formula);
    }
    if (!algorithm.notes.empty()) {
        auto* notes = paragraph(algorithm.notes, PlainLabel::Role::Muted, head);
        notes->setType(Appearance::Type::Secondary);
        column->addWidget(notes);
    }
    head->setToolTip(QString::fromStdString(algorithm.reference).toHtmlEscaped());
    return head;
}

void FormCard::setAlgorithm(const AlgorithmInfo& algorithm) {
    if (m_algorithm) m_left[m_algorithm->id] = m_form->changedValues();
    build(algorithm, m_left[algorithm.id]);
}

void FormCard::load(const ModelSpec& spec) {
    if (m_algorithm) m_left[m_algorithm->id] = m_form->changedValues();
    build(*findAlgorithm(spec.algorithm), spec.params);
}

void FormCard::build(const AlgorithmInfo& algorithm, const ParamValues& values) {
    m_algorithm = &algorithm;
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead(algorithm));
    m_form = new ParamForm(trainingParams(algorithm), content);
    m_form->setValues(values);
    column->addWidget(m_form);
    column->addStretch(1);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false); // the card shows through
    m_scroll->viewport()->setAutoFillBackground(false);
    connect(m_form, &ParamForm::changed, this, [this] {
        refreshFooter();
        Q_EMIT edited();
        Q_EMIT specChanged();
    });
    m_train->setText(tr("Train %1").arg(QString::fromStdString(algorithm.name)));
    refreshFooter();
    Q_EMIT specChanged();
}

ModelSpec FormCard::spec() const { return {m_algorithm->id, m_form->changedValues()}; }

void FormCard::refreshFooter() {
    if (!m_algorithm) return;
    const auto split = m_session.split();
    m_forecast->setText(split ? forecastText(*m_algorithm, m_form->values(), *split->train, m_session.doneRuns())
                              : format::undefined());
    const auto changed = static_cast<int>(m_form->changedValues().size());
    m_changed->setText(changed == 0 ? QString() : tr("● %1 changed").arg(changed));
    m_defaults->setEnabled(changed > 0);
    m_train->setEnabled(m_session.dataset() != nullptr);
}

} // namespace recoscope::ui
