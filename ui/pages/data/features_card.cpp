#include "ui/pages/data/features_card.h"
#include "ui/charts/row_bars.h"
#include "ui/format.h"
#include "ui/widgets/choice_button.h"
#include <QMenu>
#include <cmath>

namespace recoscope::ui {
namespace {

RowBar rowOf(const FeatureShare& share, const QString& label, const DataProfile& p) {
    const auto of = [](std::int64_t part, std::int64_t all) {
        return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : std::nan("");
    };
    const double part = of(share.interactions, p.interactions);
    RowBar row;
    row.label = label;
    row.value = of(share.items, p.items);
    row.beside = part;
    row.note = QObject::tr("%1 · %2").arg(format::count(share.items), format::share(part));
    row.tooltip = QObject::tr("%1: %2 with %3, %4 of all; mean rating %5")
                      .arg(label, format::counted(share.items, QObject::tr("item"), QObject::tr("items")),
                           format::counted(share.interactions, QObject::tr("rating"), QObject::tr("ratings")),
                           format::share(part), format::score(share.meanRating));
    row.csv = {label, QString::number(share.items), QString::number(share.interactions), format::plain(share.meanRating)};
    return row;
}

} // namespace

FeaturesCard::FeaturesCard(QWidget* parent)
    : DetailCard(tr("Features"), parent),
      m_bars(new RowBars(this)),
      m_choice(new ChoiceButton(tr("Feature of the items"), this)) {
    m_bars->setName(QStringLiteral("features"), tr("Items by feature"));
    m_bars->setExplanation(
        tr("Which share of the items has each value (filled), and which share of all ratings falls on them (outlined); at the "
           "right the number of items and the share of ratings. A value with few items and many "
           "ratings is popular; one with many items and few ratings is what a recommender rarely shows. An item may have "
           "several genres or labels: then the parts add up to more than the whole."));
    m_choice->setProperty("compact", true);
    addToHead(m_choice);
    setContent(m_bars);
    connect(m_choice, &ChoiceButton::clicked, this, [this] {
        QMenu menu(this);
        fillMenu(menu);
        menu.exec(m_choice->mapToGlobal(QPoint(0, m_choice->height())));
    });
}

QString FeaturesCard::nameOf(std::size_t feature) const { return format::safe(m_facts.details->features[feature].name); }

void FeaturesCard::fillMenu(QMenu& menu) {
    for (std::size_t k = 0; k < m_facts.details->features.size(); ++k) {
        QAction* entry = menu.addAction(nameOf(k).replace('&', QStringLiteral("&&")), this, [this, k] { choose(k); });
        entry->setCheckable(true);
        entry->setChecked(k == m_chosen);
    }
}

void FeaturesCard::choose(std::size_t feature) {
    m_chosen = feature;
    fill();
}

void FeaturesCard::showFacts(const DataFacts& facts) {
    if (facts.dataset != m_facts.dataset) m_chosen = 0;
    m_facts = facts;
    const bool any = facts.details && !facts.details->features.empty();
    m_choice->setVisible(any);
    if (any) {
        sayWhy({});
        fill();
        return;
    }
    setTitle(tr("Features"), {});
    sayWhy(facts.details ? tr("No file says anything about the items: no genres, years or other columns came with the ratings.")
                         : tr("Counting…"));
}

void FeaturesCard::fill() {
    const FeatureShares& feature = m_facts.details->features[m_chosen];
    const DataProfile& p = *m_facts.profile;
    std::vector<RowBar> rows;
    for (const FeatureShare& share : feature.shares) rows.push_back(rowOf(share, format::safe(share.value), p));
    if (feature.unknownItems > 0) {
        FeatureShare none;
        none.items = feature.unknownItems;
        none.interactions = feature.unknownInteractions;
        none.meanRating = std::nan("");
        RowBar row = rowOf(none, tr("not stated"), p);
        row.tooltip = tr("%1 with %2 have no value")
                          .arg(format::counted(none.items, tr("item"), tr("items")),
                               format::counted(none.interactions, tr("rating"), tr("ratings")));
        rows.push_back(std::move(row));
    }
    m_bars->setRows(std::move(rows), {QString::fromStdString(feature.name), QStringLiteral("items"), QStringLiteral("ratings"),
                                      QStringLiteral("mean rating")});
    m_choice->setTexts({}, nameOf(m_chosen));
    setTitle(tr("Features"), feature.several ? tr("shares: items filled, ratings outlined; an item may have several")
                                             : tr("shares: items filled, ratings outlined"));
}

} // namespace recoscope::ui
