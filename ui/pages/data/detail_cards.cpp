#include "ui/pages/data/detail_cards.h"
#include "ui/pages/data/arrivals_card.h"
#include "ui/pages/data/cold_card.h"
#include "ui/pages/data/data_selection.h"
#include "ui/pages/data/features_card.h"
#include "ui/pages/data/overlap_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QGridLayout>
#include <QVBoxLayout>
#include <utility>

namespace recoscope::ui {
namespace {

/// In the order of the page: one line a card.
std::vector<DetailCard*> makeCards(DataSelection& selection, QWidget* parent) {
    return {
        new ArrivalsCard(selection, parent),
        new OverlapCard(selection, parent),
        new FeaturesCard(selection, parent),
        new ColdCard(selection, parent),
    };
}

} // namespace

DetailCard::DetailCard(const QString& title, QWidget* parent) : Card(title, {}, parent), m_why(new PlainLabel({}, this)) {
    m_why->setRole(PlainLabel::Role::Muted);
    m_why->setWordWrap(true);
    m_why->setAlignment(Qt::AlignCenter);
    m_why->hide();
    body()->addWidget(m_why, 1);
}

void DetailCard::place(QWidget* content, Exportable* exported) {
    m_content = content;
    body()->addWidget(m_content, 1);
    offerExport(m_content, exported);
}

QString DetailCard::why() const { return m_why->isHidden() ? QString() : m_why->text(); }

void DetailCard::sayWhy(const QString& why) {
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_content->setVisible(why.isEmpty());
}

DetailCards::DetailCards(DataSelection& selection, QWidget* parent)
    : QWidget(parent),
      m_selection(selection),
      m_cards(makeCards(selection, this)),
      m_grid(new QGridLayout(this)) {
    connect(&selection, &DataSelection::changed, this, [this] {
        m_partJob.cancel();
        m_partIsStale = !m_selection.isEmpty();
        if (m_selection.isEmpty()) m_facts.part.reset();
        showSelection();
    });
    connect(&selection, &DataSelection::counted, this, &DetailCards::countPart);
    m_grid->setContentsMargins(0, 0, 0, 0);
    setColumns(2);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        const int columns = std::exchange(m_columns, 0);
        setColumns(columns);
        showAll();
    });
}

void DetailCards::setColumns(int columns) {
    if (columns == m_columns) return;
    m_columns = columns;
    m_grid->setSpacing(px(12));
    for (int k = 0; k < static_cast<int>(m_cards.size()); ++k) {
        DetailCard* card = m_cards[static_cast<std::size_t>(k)];
        card->setMinimumHeight(px(340));
        m_grid->addWidget(card, k / columns, k % columns);
    }
    for (int k = 0; k < 2; ++k) m_grid->setColumnStretch(k, k < columns ? 1 : 0);
}

void DetailCards::setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile) {
    if (dataset == m_facts.dataset && profile == m_facts.profile) return;
    m_facts = {std::move(dataset), std::move(profile), nullptr, nullptr};
    m_job.cancel();
    m_partJob.cancel();
    showAll();
    if (!m_facts.dataset) return;
    m_job.submit([dataset = m_facts.dataset,
                  profile = m_facts.profile](const TaskContext& context) { return detailsOf(*dataset, *profile, context); },
                 [this](ProfileDetails details) {
                     m_facts.details = std::make_shared<const ProfileDetails>(std::move(details));
                     showAll();
                     countPart(); // of what was selected meanwhile
                 });
}

void DetailCards::countPart() {
    if (!m_facts.details || !m_selection.held()) return;
    m_partJob.submit(
        [facts = m_facts, held = m_selection.held()](const TaskContext& context) {
            return std::make_shared<const SelectionDetails>(
                selectionDetailsOf(*facts.dataset, *facts.profile, *facts.details, *held, context));
        },
        [this](std::shared_ptr<const SelectionDetails> part) {
            m_facts.part = std::move(part);
            m_partIsStale = false;
            showSelection();
        });
}

void DetailCards::showAll() {
    if (!m_facts.dataset) return;
    for (DetailCard* card : m_cards) {
        card->showFacts(m_facts);
        card->showSelection(m_facts);
    }
}

void DetailCards::showSelection() {
    if (!m_facts.dataset) return;
    for (DetailCard* card : m_cards) card->showSelection(m_facts);
}

} // namespace recoscope::ui
