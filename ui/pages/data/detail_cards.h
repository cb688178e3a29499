#pragma once
#include "core/data/selection_details.h"
#include "ui/jobs/latest_job.h"
#include "ui/widgets/card.h"
#include <QWidget>
#include <memory>
#include <vector>

class QGridLayout;

namespace recoscope::ui {

class DataSelection;
class Exportable;
class PlainLabel;

/// What the further cards show; `details` is null while it is counted.
struct DataFacts {
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const DataProfile> profile;
    std::shared_ptr<const ProfileDetails> details;
    std::shared_ptr<const SelectionDetails> part; ///< Of the selection; null where nothing is selected or it is not counted yet.
};

/// A card below the first screen of the Data page. GUI thread only.
class DetailCard : public Card {
    Q_OBJECT
public:
    DetailCard(const QString& title, QWidget* parent);
    virtual void showFacts(const DataFacts& facts) = 0; ///< Also when theme or zoom changed; data and profile are there.
    /// Another selection, or what it holds (`part`) is counted; the rest was shown before.
    virtual void showSelection(const DataFacts& facts) = 0;
    [[nodiscard]] QString why() const; ///< The sentence; empty where the content is shown.

protected:
    /// Fills the card; or a sentence does that says why there is nothing to show.
    template <class Content>
    void setContent(Content* content) {
        place(content, content);
    }
    void sayWhy(const QString& why); ///< Empty: shows the content.

private:
    void place(QWidget* content, Exportable* exported);
    QWidget* m_content = nullptr;
    PlainLabel* m_why;
};

/// The further cards, counted in the background once data is open: the first screen never waits for them. They state parts of
/// the selection and show what it holds, as the pictures of the first screen do.
class DetailCards final : public QWidget {
    Q_OBJECT
public:
    explicit DetailCards(DataSelection& selection, QWidget* parent = nullptr); ///< The selection outlives it.
    void setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile);
    void setColumns(int columns); ///< One or two.
    [[nodiscard]] bool isUpToDate() const { return !m_job.isBusy() && !m_partIsStale; }

private:
    void showAll();
    void showSelection();
    void countPart();
    DataSelection& m_selection;
    std::vector<DetailCard*> m_cards;
    QGridLayout* m_grid;
    DataFacts m_facts;
    bool m_partIsStale = false; ///< What is shown of the selection is that of an earlier one.
    int m_columns = 0;
    LatestJob m_job, m_partJob;
};

} // namespace recoscope::ui
