#include "ui/pages/inspect/why_card.h"
#include "ui/format.h"
#include "ui/pages/inspect/list_texts.h"
#include "ui/pages/inspect/reason_lines.h"
#include "ui/pages/inspect/reason_table.h"
#include "ui/pages/inspect/what_if.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/segments.h"
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>
#include <limits>

namespace recoscope::ui {

using Type = Appearance::Type;
using Ink = InkLabel::Ink;

WhyCard::WhyCard(QWidget* parent)
    : Panel(parent),
      m_run(new ChoiceButton(tr("Model to ask"))),
      m_runs(new QMenu(this)),
      m_head(new QWidget),
      m_tabs(new Segments({tr("Sentence"), tr("Bars"), tr("Numbers")})),
      m_views(new QComboBox),
      m_title(new EvidenceText),
      m_standing(new EvidenceText(true)),
      m_failure(new InkLabel(Type::Body, Ink::Bad)),
      m_sentence(new EvidenceText),
      m_bars(new ReasonBars),
      m_numbers(new ReasonTable),
      m_ruleAbove(new Rule),
      m_ruleBelow(new Rule),
      m_removal(new EvidenceText),
      m_removalNote(new EvidenceText(true)),
      m_whatIf(new WhatIf) {
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(px(14), px(8), px(12), px(10));
    layout->setSpacing(px(6));
    buildHead(layout);
    for (QWidget* part : std::initializer_list<QWidget*>{m_title, m_standing, m_failure, m_sentence, m_views, m_bars, m_numbers,
                                                         m_ruleAbove, m_removal, m_removalNote, m_ruleBelow, m_whatIf})
        layout->addWidget(part);
    layout->addStretch(1);
    buildScroll(content);
    for (EvidenceText* text : {m_sentence, m_removal, m_removalNote})
        connect(text, &EvidenceText::itemChosen, this, &WhyCard::itemChosen);
    clear();
}

void WhyCard::buildScroll(QWidget* content) {
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 1, 1, 1);
    outer->addWidget(scroll);
}

void WhyCard::buildHead(QVBoxLayout* layout) {
    auto* why = new InkLabel(Type::CardTitle, Ink::Text, true);
    why->setText(tr("Why"));
    m_run->setObjectName(QStringLiteral("inspect.model"));
    m_run->setProperty("flat", true);
    m_run->setMenu(m_runs);
    m_views->setAccessibleName(tr("Reasons by"));
    m_views->setObjectName(QStringLiteral("inspect.views"));
    m_tabs->setAccessibleName(tr("Reasons as"));
    m_tabs->setCurrent(Bars);
    auto* head = new QHBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(px(2));
    head->addWidget(why);
    head->addWidget(m_run);
    head->addStretch(1);
    head->addWidget(m_tabs);
    layout->addWidget(m_head);
    m_failure->setWordWrap(true);
    m_title->setType(Type::Item);
    connect(m_tabs, &Segments::chosen, this, &WhyCard::showView);
    connect(m_views, &QComboBox::activated, this, &WhyCard::showView);
}

void WhyCard::setRuns(const std::vector<const Run*>& runs, const Run* current) {
    m_runs->clear();
    for (const Run* run : runs)
        m_runs->addAction(swatchIcon(run->signature), QString(run->name).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                          [this, id = run->id] { Q_EMIT runChosen(id); });
    m_run->setVisible(current != nullptr);
    if (!current) return;
    m_modelName = current->name;
    m_run->setSignature(current->signature);
    m_run->setTexts({}, current->name);
}

void WhyCard::setStanding(const std::shared_ptr<const Dataset>& dataset, ItemIndex item, const RecommendedColumn* column,
                          bool hit) {
    const QString title = format::title(dataset->titleOf(item));
    Evidence head{{m_projector ? tr("Why %1?").arg(title) : title, true}};
    if (!m_projector && !dataset->itemTable.years.empty() && dataset->itemTable.years[item.at()] > 0)
        head.push_back({QStringLiteral("  %1").arg(dataset->itemTable.years[item.at()]), false, {}, true});
    m_title->setEvidence(head);
    m_title->setHit(hit);
    m_standingOf = item;
    m_standings.reset();
    if (column && column->selected && column->selectedBefore) m_standings.emplace(*column->selectedBefore, *column->selected);
    if (m_projector) showDrop();
    Evidence text;
    if (m_projector) text.push_back({m_modelName + QStringLiteral(": ")});
    if (column && column->selected) {
        const Standing& now = *column->selected;
        const bool moved = column->selectedBefore && *column->selectedBefore != now;
        if (now.rank > 0) {
            text.push_back({tr("rank ")});
            text.push_back({format::count(now.rank), true});
            text.push_back({tr(" of %1").arg(format::count(column->candidates))});
        } else {
            text.push_back({now.inHistory ? tr("in the history, so not recommended")
                                          : tr("not ranked: held for validation or unknown to the model")});
        }
        if (moved && !m_projector && column->selectedBefore->rank > 0)
            text.push_back({tr(", was %1").arg(format::count(column->selectedBefore->rank))});
        text.push_back({tr(" · score ")});
        text.push_back({scoreText(now.score), true});
        if (moved && !m_projector) text.push_back({tr(", was %1").arg(scoreText(column->selectedBefore->score))});
        if (hit && !m_projector) text.push_back({tr(" · held out")}); // the mark behind the title says it
        m_standing->setToolTip(plainTip(rankHelp(*column)));
    }
    m_standing->setEvidence(text);
}

void WhyCard::setAnswer(const WhyAnswer& answer, const std::shared_ptr<const Dataset>& dataset, const HistoryChanges& changes,
                        const Run& run, FoldIn foldIn, int listLength) {
    const QString wanted = m_views->currentText();
    m_shown = Shown{answer, dataset, changes, run.name, run.signature, foldIn, listLength, {}};
    m_failure->hide();
    const QSignalBlocker quiet(m_views);
    m_views->clear();
    for (const Explanation& view : answer.views) {
        const QString name = view.view == "history"      ? tr("By the history")
                             : view.view == "neighbours" ? tr("By neighbours")
                             : view.view == "factors"    ? tr("By factors")
                                                         : tr("By %1").arg(QString::fromStdString(view.view));
        m_views->addItem(view.exact ? name
                         : std::isnan(view.residualShare)
                             ? tr("%1, approximate").arg(name)
                             : tr("%1, approximate: %2 unexplained").arg(name, format::share(view.residualShare)));
    }
    m_views->setCurrentIndex(std::max(0, m_views->findText(wanted)));
    showView();
}

void WhyCard::setDrop(const Drop& drop) {
    if (!m_shown) return;
    m_shown->drop = drop;
    showDrop();
}

const Explanation& WhyCard::shownView() const {
    const auto index = static_cast<std::size_t>(std::max(0, m_views->currentIndex()));
    return m_shown->answer.views[std::min(index, m_shown->answer.views.size() - 1)];
}

void WhyCard::showView() {
    const bool full = m_shown && !m_shown->answer.views.empty();
    const int tab = m_projector ? Bars : m_tabs->current();
    m_views->setVisible(full && m_shown->answer.views.size() > 1 && !m_projector);
    m_bars->setVisible(full && tab == Bars);
    m_numbers->setVisible(full && tab == Numbers);
    if (!full) {
        m_sentence->setEvidence({});
        if (m_shown)
            m_sentence->setEvidence({{tr("%1 cannot score this item: it has not seen it in training.").arg(m_shown->modelName)}});
        return showDrop();
    }
    const Explanation& view = shownView();
    const WhyContext context{*m_shown->dataset, m_shown->changes, m_shown->modelName, m_shown->foldIn};
    Evidence sentence = whySentence(m_shown->answer, view, context);
    const Evidence both = tab == Numbers ? Evidence{} : coRatingSentence(m_shown->answer, context, tab == Sentence);
    if (!both.empty()) sentence.push_back({QStringLiteral(" ")});
    sentence.insert(sentence.end(), both.begin(), both.end());
    m_sentence->setEvidence(std::move(sentence));
    m_bars->setLines(reasonLines(view, context, m_projector ? ReasonLimits{4, 0} : ReasonLimits{}), m_shown->signature);
    if (tab == Numbers) {
        const std::size_t everything = std::numeric_limits<std::size_t>::max() - 1;
        m_numbers->setLines(reasonLines(view, context, {everything, everything}), view.score);
    }
    showDrop();
}

void WhyCard::showDrop() {
    const bool full = m_shown && !m_shown->answer.views.empty();
    Evidence removal;
    Evidence note;
    if (full) {
        const WhyContext context{*m_shown->dataset, m_shown->changes, m_shown->modelName, m_shown->foldIn};
        removal = removalSentence(m_shown->answer, context, !m_projector);
        if (m_projector) {
            Evidence both = moved();
            if (!both.empty() && !removal.empty()) both.push_back({QStringLiteral(" ")});
            both.insert(both.end(), removal.begin(), removal.end());
            removal = std::move(both);
        } else
            note = dropSentence(m_shown->answer, m_shown->drop, context, m_shown->listLength);
    }
    m_ruleAbove->setVisible(!removal.empty());
    m_removal->setEvidence(std::move(removal));
    m_removalNote->setEvidence(std::move(note));
}

Evidence WhyCard::moved() const {
    if (!m_standings || m_standingOf != m_shown->answer.item) return {};
    return moveSentence(m_shown->changes, m_standings->first, m_standings->second, *m_shown->dataset);
}

void WhyCard::setFailure(const QString& text) {
    clear();
    m_failure->setText(tr("The reasons could not be computed: %1. Choose another item or train the model again.").arg(text));
    m_failure->show();
}

void WhyCard::clear() {
    m_shown.reset();
    m_failure->hide();
    m_title->setHit(false);
    m_title->setEvidence({{tr("Choose a title in a list"), true}});
    m_standing->setEvidence({});
    showView();
}

void WhyCard::setView(View view) {
    m_tabs->setCurrent(view);
    showView();
}

void WhyCard::setProjector(bool on) {
    if (m_projector == on) return;
    m_projector = on;
    m_head->setVisible(!on);
    m_whatIf->setVisible(!on);
    m_ruleBelow->setVisible(!on);
    showView();
}

} // namespace recoscope::ui
