#include "ui/pages/data/features_card.h"
#include "ui/format.h"
#include "ui/pages/data/data_selection.h"
#include "ui/widgets/choice_button.h"
#include <QMenu>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr qsizetype kLongestChip = 40; ///< Characters of the values in the words of the selection.

QString shortened(const QString& words) {
    return words.size() > kLongestChip ? words.left(kLongestChip - 1) + QStringLiteral("…") : words;
}

double of(std::int64_t part, std::int64_t all) {
    return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : std::nan("");
}

RowBar rowOf(const FeatureShare& share, const QString& label, const DataProfile& p) {
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
    row.pickable = share.items > 0;
    row.csv = {label, QString::number(share.items), QString::number(share.interactions), format::plain(share.meanRating)};
    return row;
}

} // namespace

FeaturesCard::FeaturesCard(DataSelection& selection, QWidget* parent)
    : DetailCard(tr("Features"), parent),
      m_selection(selection),
      m_bars(new RowBars(this)),
      m_choice(new ChoiceButton(tr("Feature of the items"), this)) {
    m_bars->setName(QStringLiteral("features"), tr("Items by feature"));
    m_bars->setExplanation(
        tr("Which share of the items has each value (filled), and which share of all ratings falls on them (outlined); at the "
           "right the number of items and the share of ratings. A value with few items and many "
           "ratings is popular; one with many items and few ratings is what a recommender rarely shows. An item may have "
           "several genres or labels: then the parts add up to more than the whole. A click on a value selects its items; Ctrl "
           "and a "
           "click add another value or take it away, Shift and a click add all up to there. While ratings are selected, the bar "
           "in front is the value's share of them: longer than the outline where the selection "
           "has more of it than the whole."));
    m_bars->setPickable(true);
    m_choice->setProperty("compact", true);
    addToHead(m_choice);
    setContent(m_bars);
    connect(m_bars, &RowBars::rowsPicked, this, &FeaturesCard::pick);
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
    fillPart();
}

/// "genre: Drama, Comedy"; of many the first and how many there are besides.
QString FeaturesCard::wordsOf(const std::vector<std::size_t>& bars) const {
    const FeatureShares& feature = m_facts.details->features[m_chosen];
    QStringList values;
    for (const std::size_t bar : bars)
        values << (bar < feature.shares.size() ? format::safe(feature.shares[bar].value) : tr("not stated"));
    QString all = values.join(QStringLiteral(", "));
    if (all.size() > kLongestChip && values.size() > 1)
        all = tr("%1 and %2 more").arg(shortened(values.front()), format::count(values.size() - 1));
    return tr("%1: %2").arg(nameOf(m_chosen), shortened(all));
}

/// Behind the values stands the bar of the items without any, which is what itemsOfShares calls them.
void FeaturesCard::pick(const std::vector<std::size_t>& bars) {
    if (bars.empty())
        m_selection.clear(DataSelection::Part::Feature);
    else
        m_selection.setFeature({m_chosen, bars, wordsOf(bars)},
                               itemsOfShares(*m_facts.dataset, m_facts.details->features[m_chosen], bars));
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

void FeaturesCard::showSelection(const DataFacts& facts) {
    m_facts = facts;
    if (facts.details && !facts.details->features.empty()) fillPart();
}

std::optional<RowParts> FeaturesCard::partsOf(const FeaturePart& part) const {
    std::vector<FeaturePart::Count> counts = part.shares;
    if (counts.size() < m_bars->rows().size()) counts.push_back(part.unknown);
    if (counts.size() != m_bars->rows().size() || !m_selection.held()) return std::nullopt;
    const std::int64_t rows = m_selection.held()->rows;
    RowParts parts;
    for (const FeaturePart::Count& count : counts) parts.values.push_back(of(count.rows, rows));
    parts.note = [this, counts, rows](std::size_t k) {
        return tr("%1 · all %2").arg(format::share(of(counts[k].rows, rows)), format::share(*m_bars->rows()[k].beside));
    };
    parts.tooltip = [this, counts, rows](std::size_t k) {
        const RowBar& row = m_bars->rows()[k];
        return tr("%1: %2 of the selected, of %3; all ratings: %4")
            .arg(row.label,
                 format::counted(counts[k].rows, tr("rating"), tr("ratings")) + QStringLiteral(", ") +
                     format::share(of(counts[k].rows, rows)),
                 format::counted(counts[k].items, tr("item"), tr("items")), format::share(*row.beside));
    };
    parts.csvHeader = {QStringLiteral("selected items"), QStringLiteral("selected ratings")};
    parts.csv = [counts](std::size_t k) {
        return QStringList{QString::number(counts[k].items), QString::number(counts[k].rows)};
    };
    return parts;
}

void FeaturesCard::fillPart() {
    const BarPick* pick = m_selection.feature();
    m_bars->setPicked(pick && pick->list == m_chosen ? pick->bars : std::vector<std::size_t>());
    m_bars->setParts(m_facts.part ? partsOf(m_facts.part->features[m_chosen]) : std::nullopt);
    setTitle(tr("Features"), m_bars->parts() ? tr("shares: items filled, ratings outlined, selected ratings in front")
                             : m_facts.details->features[m_chosen].several
                                 ? tr("shares: items filled, ratings outlined; an item may have several")
                                 : tr("shares: items filled, ratings outlined"));
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
}

} // namespace recoscope::ui
