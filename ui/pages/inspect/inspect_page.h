#pragma once
#include "ui/jobs/latest_job.h"
#include "ui/jobs/suggest.h"
#include "ui/models/taste.h"
#include "ui/models/user_order.h"
#include "ui/pages/inspect/history_card.h"
#include "ui/pages/inspect/inspect_header.h"
#include "ui/pages/inspect/ribbon_columns.h"
#include "ui/pages/inspect/why_card.h"
#include "ui/pages/page.h"
#include "ui/session.h"
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QPushButton;
class QStackedWidget;

namespace recoscope::ui {

class ListLegend;
class PickerPopup;
class StatePage;

/// Puts the cards together: asks the session who is looked at, lets workers rank and explain, shows what comes back. The newest
/// question wins. Lists show runs that were trained under the split in force; others would have seen what is held out here.
class InspectPage final : public QWidget {
    Q_OBJECT
public:
    explicit InspectPage(const PageContext& context);
    enum class State { NoData, NoRuns, Working, Failed, Full };
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isBusy() const {
        return m_rank.isBusy() || m_why.isBusy() || m_drop.isBusy() || m_suggest.isBusy() || m_background.isBusy() ||
               m_walkJob.isBusy();
    }
    [[nodiscard]] const RecommendAnswer& answer() const { return m_answer; }

    /// Small: cards give way one by one (arrange), the page never forces its window wider.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    // inspect_page.cpp
    void buildContent();
    QWidget* buildLists();
    void buildMessage();
    void connectCards();
    void connectSession();
    void arrange();
    // inspect_state.cpp
    void showState();
    void showMessage(State state, const QString& title, const QString& text, const QString& button, std::function<void()> run,
                     double fraction = -1);
    // inspect_actions.cpp
    void registerActions();
    void addAction(const QString& id, const QString& text, const QKeySequence& shortcut, void (InspectPage::*run)(),
                   const QString& icon = {});
    void fillCases();
    void fillModels();
    void stepUser(int by);
    void nextUser() { stepUser(1); }
    void previousUser() { stepUser(-1); }
    void randomUser();
    void findUser() { m_header->openPicker(); }
    void addRating() { m_history->openAdd(); }
    void resetEdits();
    void chooseTop();
    void rateSuggested();
    void takeStrongest();
    void missedReason();
    void viewSentence() { m_whyCard->setView(WhyCard::Sentence); }
    void viewBars() { m_whyCard->setView(WhyCard::Bars); }
    void viewNumbers() { m_whyCard->setView(WhyCard::Numbers); }
    void walk(UserOrder order);
    void walkDisagreement();
    void walkNiche();
    void walkBy(std::function<std::vector<UserIndex>()> order); ///< On a worker; goes to the first.
    // inspect_work.cpp
    [[nodiscard]] std::vector<const Run*> usableRuns() const;
    [[nodiscard]] std::vector<const Run*> shownRuns() const;
    [[nodiscard]] const Run* askedRun() const;
    [[nodiscard]] RankedModel rankedModel(const Run& run) const;
    [[nodiscard]] HistoryChanges changes() const;
    [[nodiscard]] std::optional<ItemIndex> target() const;
    [[nodiscard]] AppliedHistory storedHistory() const;
    void userChanged();
    void splitChanged();
    void refresh();
    void refreshLists();
    void refreshWhy();
    void refreshDrop(const WhyRequest& request);
    void refreshSuggestion();
    // inspect_show.cpp
    void showLists(RecommendAnswer answer);
    [[nodiscard]] RibbonColumn ribbonColumn(const RecommendedColumn& ranked, const Run& run) const;
    void showStanding();
    void showHistory();
    void showTarget();
    void showEdits();
    [[nodiscard]] std::size_t shownLength() const; ///< Rows drawn of each list: fewer on a projector, so that all can be read.

    Session& m_session;
    ActionRegistry& m_actions;
    LatestJob m_rank, m_why, m_drop, m_suggest, m_background, m_walkJob;
    State m_state = State::NoData;
    static constexpr int kListLength = 10; ///< As RecommendRequest and WhyRequest say by default.
    RecommendAnswer m_answer;
    std::shared_ptr<const TasteBackground> m_taste;
    std::vector<int> m_hidden; ///< Runs that the user switched off.
    std::vector<UserIndex> m_walk;
    std::optional<ItemIndex> m_target;                                   ///< Chosen for the slider.
    std::optional<Suggestion> m_suggestion;                              ///< For the slider, where nothing is chosen.
    bool m_rateSuggestion = false;                                       ///< As soon as it is known.
    std::optional<std::pair<ItemIndex, std::optional<float>>> m_preview; ///< While the knob is held.
    std::size_t m_most = 3;

    QStackedWidget* m_stack = nullptr;
    InspectHeader* m_header = nullptr;
    HistoryCard* m_history = nullptr;
    Panel* m_listsCard = nullptr;
    RibbonColumns* m_columns = nullptr;
    EvidenceText* m_missed = nullptr;
    ListLegend* m_legend = nullptr;
    InkLabel *m_timing = nullptr, *m_listFailure = nullptr;
    WhyCard* m_whyCard = nullptr;
    PickerPopup* m_itemPicker = nullptr;
    StatePage* m_message = nullptr;
    QPushButton* m_messageButton = nullptr;
    std::function<void()> m_messageRun;
};

} // namespace recoscope::ui
