#include "ui/pages/inspect/why_card.h"
#include "ui/format.h"
#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <limits>

namespace recoscope::ui {

using Type = Appearance::Type;
using Ink = InkLabel::Ink;

WhyCard::WhyCard(QWidget* parent)
    : Panel(parent),
      m_run(new QComboBox),
      m_head(new QWidget),
      m_tabs(new QButtonGroup(this)),
      m_views(new QComboBox),
      m_title(new InkLabel(Type::Item, Ink::Text, true)),
      m_standing(new InkLabel(Type::Secondary, Ink::Muted)),
      m_failure(new InkLabel(Type::Body, Ink::Bad)),
      m_sentence(new EvidenceText),
      m_coRating(new EvidenceText),
      m_bars(new ReasonBars),
      m_numbers(new QTableWidget),
      m_removal(new EvidenceText),
      m_removalNote(new EvidenceText(true)),
      m_whatIf(new QWidget),
      m_target(new EvidenceText),
      m_slider(new RatingSlider),
      m_effects(new QGridLayout),
      m_note(new InkLabel(Type::Secondary, Ink::Muted)) {
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(px(16), px(12), px(16), px(12));
    layout->setSpacing(px(8));
    buildHead(layout);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_title, m_standing, m_failure, m_sentence, m_coRating, m_views, m_bars, m_numbers})
        layout->addWidget(part);
    layout->addSpacing(px(8));
    layout->addWidget(m_removal);
    layout->addWidget(m_removalNote);
    layout->addSpacing(px(8));
    buildWhatIf(layout);
    layout->addStretch(1);
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
    for (EvidenceText* text : {m_sentence, m_coRating, m_removal, m_removalNote})
        connect(text, &EvidenceText::itemChosen, this, &WhyCard::itemChosen);
    clear();
}

void WhyCard::buildHead(QVBoxLayout* layout) {
    auto* why = new InkLabel(Type::CardTitle, Ink::Text, true);
    why->setText(tr("Why"));
    m_run->setAccessibleName(tr("Model to ask"));
    m_run->setObjectName(QStringLiteral("inspect.model"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_run->setMinimumContentsLength(6);
    m_views->setAccessibleName(tr("Reasons by"));
    auto* head = new QHBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(px(4));
    head->addWidget(why);
    head->addWidget(m_run, 1);
    const QString names[] = {tr("Sentence"), tr("Bars"), tr("Numbers")};
    for (int view = Sentence; view <= Numbers; ++view) {
        auto* tab = new QToolButton;
        tab->setText(names[view]);
        tab->setAccessibleName(tr("Reasons as: %1").arg(names[view]));
        tab->setCheckable(true);
        tab->setChecked(view == Bars);
        tab->setFocusPolicy(Qt::StrongFocus);
        m_tabs->addButton(tab, view);
        head->addWidget(tab);
    }
    layout->addWidget(m_head);
    m_failure->setWordWrap(true);
    m_title->setWordWrap(true);
    m_standing->setWordWrap(true);
    m_numbers->setObjectName(QStringLiteral("inspect.numbers"));
    m_numbers->setAccessibleName(tr("All parts of the score"));
    m_numbers->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_numbers->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_numbers->setShowGrid(false);
    m_numbers->verticalHeader()->hide();
    m_numbers->setMinimumHeight(px(280));
    connect(m_run, &QComboBox::activated, this, [this](int index) { Q_EMIT runChosen(m_run->itemData(index).toInt()); });
    connect(m_tabs, &QButtonGroup::idClicked, this, &WhyCard::showView);
    connect(m_views, &QComboBox::activated, this, &WhyCard::showView);
}

void WhyCard::buildWhatIf(QVBoxLayout* layout) {
    auto* what = new InkLabel(Type::CardTitle, Ink::Text, true);
    what->setText(tr("What if"));
    auto* search = new QPushButton(tr("Other title..."));
    auto* head = new QHBoxLayout;
    head->addWidget(what, 1);
    head->addWidget(search);
    auto* part = new QVBoxLayout(m_whatIf);
    part->setContentsMargins(0, 0, 0, 0);
    part->addLayout(head);
    part->addWidget(m_target);
    part->addWidget(m_slider);
    part->addLayout(m_effects);
    part->addWidget(m_note);
    m_note->setWordWrap(true);
    layout->addWidget(m_whatIf);
    connect(search, &QPushButton::clicked, this, &WhyCard::searchAsked);
    connect(m_slider, &RatingSlider::previewed, this, &WhyCard::previewed);
    connect(m_slider, &RatingSlider::settled, this, &WhyCard::settled);
    connect(m_target, &EvidenceText::itemChosen, this, &WhyCard::searchAsked);
}

void WhyCard::setRuns(const std::vector<const Run*>& runs, int current) {
    const QSignalBlocker quiet(m_run);
    m_run->clear();
    for (const Run* run : runs) {
        m_run->addItem(swatchIcon(run->signature), run->name, run->id);
        if (run->id == current) m_run->setCurrentIndex(m_run->count() - 1);
    }
    m_run->setIconSize(QSize(px(28), px(16)));
}

void WhyCard::setStanding(const std::shared_ptr<const Dataset>& dataset, ItemIndex item, const RecommendedColumn* column,
                          bool hit) {
    QString title = format::title(dataset->titleOf(item));
    if (m_projector) title = tr("Why %1?").arg(title);
    if (!m_projector && !dataset->itemTable.years.empty() && dataset->itemTable.years[item.at()] > 0) {
        title += QStringLiteral("  %1").arg(dataset->itemTable.years[item.at()]);
    }
    m_title->setText(title);
    m_title->setAccessibleDescription(hit ? tr("held out, the user did rate it") : QString());
    QString text;
    if (column && column->selected) {
        const Standing& now = *column->selected;
        const bool moved = column->selectedBefore && *column->selectedBefore != now;
        if (now.rank > 0)
            text = tr("rank %1 of %2").arg(format::count(now.rank), format::count(column->candidates));
        else
            text = now.inHistory ? tr("in the history, so not recommended")
                                 : tr("not ranked: held for validation or unknown to the model");
        if (moved && column->selectedBefore->rank > 0) text += tr(", was %1").arg(format::count(column->selectedBefore->rank));
        text += tr(" · score %1").arg(scoreText(now.score));
        if (moved) text += tr(", was %1").arg(scoreText(column->selectedBefore->score));
        if (hit) text += tr(" · held out: the user did rate it");
    }
    if (m_projector && !text.isEmpty()) text = m_run->currentText() + QStringLiteral(": ") + text;
    m_standing->setText(text);
}

void WhyCard::setAnswer(const WhyAnswer& answer, const std::shared_ptr<const Dataset>& dataset, const HistoryChanges& changes,
                        const Run& run, FoldIn foldIn) {
    const QString wanted = m_views->currentText();
    m_shown = Shown{answer, dataset, changes, run.name, run.signature, foldIn};
    m_failure->hide();
    const QSignalBlocker quiet(m_views);
    m_views->clear();
    for (const Explanation& view : answer.views) {
        const QString name = view.view == "history"      ? tr("by the history")
                             : view.view == "neighbours" ? tr("by neighbours")
                             : view.view == "factors"    ? tr("by factors")
                                                         : tr("by %1").arg(QString::fromStdString(view.view));
        m_views->addItem(view.exact ? name : tr("%1, approximate").arg(name));
    }
    m_views->setCurrentIndex(std::max(0, m_views->findText(wanted)));
    showView();
}

void WhyCard::showView() {
    const bool full = m_shown && !m_shown->answer.views.empty();
    const int tab = m_projector ? Bars : m_tabs->checkedId();
    m_views->setVisible(full && m_shown->answer.views.size() > 1 && !m_projector);
    m_bars->setVisible(full && tab == Bars);
    m_numbers->setVisible(full && tab == Numbers);
    if (!full) {
        for (EvidenceText* text : {m_sentence, m_coRating, m_removal, m_removalNote}) text->setEvidence({});
        if (m_shown)
            m_sentence->setEvidence({{tr("%1 cannot score this item: it has not seen it in training.").arg(m_shown->modelName)}});
        return;
    }
    const auto index = static_cast<std::size_t>(std::max(0, m_views->currentIndex()));
    const Explanation& view = m_shown->answer.views[std::min(index, m_shown->answer.views.size() - 1)];
    const WhyContext context{*m_shown->dataset, m_shown->changes, m_shown->modelName, m_shown->foldIn};
    m_sentence->setEvidence(whySentence(m_shown->answer, view, context));
    m_coRating->setEvidence(tab == Numbers ? Evidence{} : coRatingSentence(m_shown->answer, context, tab == Sentence));
    m_bars->setLines(reasonLines(view, context, m_projector ? ReasonLimits{3, 0} : ReasonLimits{}), m_shown->signature);
    if (tab == Numbers) {
        const std::size_t everything = std::numeric_limits<std::size_t>::max() - 1;
        fillNumbers(reasonLines(view, context, {everything, everything}), view.score);
    }
    m_removal->setEvidence(removalSentence(m_shown->answer, context));
    m_removalNote->setEvidence(m_projector ? Evidence{} : removalNote(m_shown->answer, context));
}

void WhyCard::fillNumbers(const std::vector<ReasonLine>& lines, double score) {
    m_numbers->clear();
    m_numbers->setColumnCount(4);
    m_numbers->setHorizontalHeaderLabels({tr("Part"), tr("Rated"), tr("Adds"), tr("Of the score")});
    m_numbers->setRowCount(static_cast<int>(lines.size()));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QString share = score > 0 ? format::share(lines[i].row.amount / score) : format::undefined();
        const QString texts[] = {lines[i].label, lines[i].rated, lines[i].amount, share};
        for (int c = 0; c < 4; ++c) {
            auto* cell = new QTableWidgetItem(texts[c]);
            if (c > 0) cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_numbers->setItem(static_cast<int>(i), c, cell);
        }
    }
    m_numbers->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_numbers->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
}

void WhyCard::setFailure(const QString& text) {
    clear();
    m_failure->setText(tr("The reasons could not be computed: %1. Choose another item or train the model again.").arg(text));
    m_failure->show();
}

void WhyCard::clear() {
    m_shown.reset();
    m_failure->hide();
    m_title->setText(tr("Choose a title in a list"));
    m_standing->clear();
    showView();
}

void WhyCard::setTarget(const std::shared_ptr<const Dataset>& dataset, ItemIndex item, std::optional<float> rating,
                        std::optional<float> stored) {
    if (m_scaleOf != dataset) m_slider->setScale(dataset->hasRatings ? dataset->scale : std::nullopt);
    m_scaleOf = dataset;
    const QString sentence = stored ? tr("this user had rated %1 otherwise") : tr("this user had also rated %1");
    m_target->setEvidence(fillSentence(sentence, {Evidence{{format::title(dataset->titleOf(item)), false, item}}}));
    m_slider->setRating(rating, stored);
}

void WhyCard::setEffects(const std::vector<RecommendedColumn>& columns, const std::vector<const Run*>& runs, bool edited,
                         std::optional<ItemIndex> chosen) {
    while (QLayoutItem* old = m_effects->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    bool approximate = false;
    for (std::size_t c = 0; edited && c < columns.size() && c < runs.size(); ++c) {
        const RecommendedColumn& column = columns[c];
        approximate = approximate || column.approximate;
        auto* swatch = new QLabel;
        swatch->setPixmap(swatchIcon(runs[c]->signature).pixmap(QSize(px(28), px(16))));
        swatch->setAccessibleName(runs[c]->name);
        auto* text = new InkLabel(Type::Secondary, Ink::Text);
        const bool ranked =
            chosen && column.selected && column.selectedBefore && column.selected->rank > 0 && column.selectedBefore->rank > 0;
        if (ranked)
            text->setText(
                tr("rank %1 → %2").arg(format::count(column.selectedBefore->rank), format::count(column.selected->rank)));
        else
            text->setText(tr("%1 new").arg(format::count(column.newcomers)));
        text->setToolTip(runs[c]->name.toHtmlEscaped());
        text->setAccessibleName(runs[c]->name + QStringLiteral(": ") + text->text());
        const int row = static_cast<int>(c / 3); // Three to a row of the card.
        const int place = static_cast<int>(c % 3) * 2;
        m_effects->addWidget(swatch, row, place);
        m_effects->addWidget(text, row, place + 1);
        m_effects->setColumnStretch(place + 1, 1);
    }
    m_note->setText(!edited       ? tr("Move the knob: every list ranks again at once.")
                    : approximate ? tr("Approximate where a model folds in only closely: folded in before and after.")
                                  : tr("Folded in, not retrained."));
}

void WhyCard::setView(View view) {
    m_tabs->button(view)->setChecked(true);
    showView();
}

void WhyCard::setProjector(bool on) {
    if (m_projector == on) return;
    m_projector = on;
    m_head->setVisible(!on);
    m_whatIf->setVisible(!on);
    showView();
}

} // namespace recoscope::ui
