#include "ui/pages/inspect/what_if.h"
#include "ui/format.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/plain_label.h"
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace recoscope::ui {

using Type = Appearance::Type;
using Ink = InkLabel::Ink;

WhatIf::WhatIf(QWidget* parent)
    : QWidget(parent),
      m_target(new EvidenceText),
      m_slider(new RatingSlider),
      m_effects(new QGridLayout),
      m_note(new InkLabel(Type::Secondary, Ink::Muted)) {
    auto* search = new IconButton(QStringLiteral("search"), tr("Choose another title"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_target, 1);
    head->addWidget(search, 0, Qt::AlignTop);
    auto* part = new QVBoxLayout(this);
    part->setContentsMargins(0, 0, 0, 0);
    part->setSpacing(px(4));
    m_effects->setHorizontalSpacing(px(4));
    part->addLayout(head);
    part->addWidget(m_slider);
    part->addLayout(m_effects);
    part->addWidget(m_note);
    m_note->setWordWrap(true);
    connect(search, &QPushButton::clicked, this, &WhatIf::searchAsked);
    connect(m_slider, &RatingSlider::previewed, this, &WhatIf::previewed);
    connect(m_slider, &RatingSlider::settled, this, &WhatIf::settled);
    connect(m_target, &EvidenceText::itemChosen, this, &WhatIf::searchAsked);
}

void WhatIf::setTarget(const std::shared_ptr<const Dataset>& dataset, ItemIndex item, std::optional<float> rating,
                       std::optional<float> stored, const std::optional<Suggestion>& suggested, const QString& model) {
    if (m_scaleOf != dataset) m_slider->setScale(dataset->hasRatings ? dataset->scale : std::nullopt);
    m_scaleOf = dataset;
    const QString sentence = stored ? tr("%1  this user had rated %2 otherwise") : tr("%1  this user had also rated %2");
    Evidence title{{format::title(dataset->titleOf(item)), false, item}};
    if (!dataset->itemTable.years.empty() && dataset->itemTable.years[item.at()] > 0)
        title.push_back({QStringLiteral("  %1").arg(dataset->itemTable.years[item.at()]), false, {}, true});
    m_target->setEvidence(fillSentence(sentence, {{{tr("What if"), true}}, title}));
    m_slider->setRating(rating, stored);
    m_hint = tr("Move the knob: every list ranks again at once.");
    if (suggested && suggested->item == item && suggested->tried > 0)
        m_hint = tr("Of the %1 best known %2 not rated, this one changes the list of %3 most: %4.")
                     .arg(QString::number(suggested->tried), QString::fromStdString(dataset->itemNounPlural), model,
                          tr("%1 new in it").arg(suggested->newcomers));
}

void WhatIf::setEffects(const std::vector<RecommendedColumn>& columns, const std::vector<const Run*>& runs, bool edited,
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
        swatch->setTextFormat(Qt::PlainText);
        swatch->setPixmap(swatchIcon(runs[c]->signature).pixmap(QSize(px(28), px(16))));
        swatch->setAccessibleName(runs[c]->name);
        auto* text = new EvidenceText;
        text->setType(Type::Secondary);
        const bool ranked =
            chosen && column.selected && column.selectedBefore && column.selected->rank > 0 && column.selectedBefore->rank > 0;
        if (ranked)
            text->setEvidence({{tr("rank %1 → ").arg(format::count(column.selectedBefore->rank))},
                               {format::count(column.selected->rank), true}});
        else
            text->setEvidence({{tr("%1 new in the list").arg(column.newcomers)}});
        text->setToolTip(plainTip(
            tr("%1: place of the chosen title before and after the edit, both by folding the history in.").arg(runs[c]->name)));
        text->setAccessibleName(runs[c]->name + QStringLiteral(": ") + text->text());
        const int row = static_cast<int>(c / 3); // Three to a row of the card.
        const int place = static_cast<int>(c % 3) * 2;
        m_effects->addWidget(swatch, row, place);
        m_effects->addWidget(text, row, place + 1);
        m_effects->setColumnStretch(place + 1, 1);
    }
    m_note->setText(!edited       ? m_hint
                    : approximate ? tr("Approximate where a model folds in only closely: folded in before and after.")
                                  : tr("Folded in, not retrained."));
}

} // namespace recoscope::ui
