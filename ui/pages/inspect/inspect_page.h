#pragma once
#include "ui/jobs/latest_job.h"
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

class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace recoscope::ui {

/// Puts the cards together: asks the session who is looked at, lets workers rank and explain, shows what comes back. The newest
/// question wins. Lists show runs that were trained under the split in force; others would have seen what is held out here.
class InspectPage final : public QWidget {
    Q_OBJECT
public:
    explicit InspectPage(const PageContext& context);
    enum class State { NoData, NoRuns, Working, Failed, Full };
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isBusy() const { return m_rank.isBusy() || m_why.isBusy() || m_background.isBusy(); }
    [[nodiscard]] const RecommendAnswer& answer() const { return m_answer; }

    /// Small: cards give way one by one (arrange), the page never forces its window wider.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    // inspect_page.cpp
    void buildContent();
    void buildMessage();
    void connectSession();
    void showState();
    void showMessage(State state, const QString& title, const QString& text, const QString& button, std::function<void()> run,
                     double fraction = -1);
    void arrange();
    // inspect_actions.cpp
    void registerActions();
    void addAction(const QString& id, const QString& text, const QKeySequence& shortcut, void (InspectPage::*run)(),
                   const QString& icon = {});
    void fillHardCases();
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
    void viewSentence() { m_whyCard->setView(WhyCard::Sentence); }
    void viewBars() { m_whyCard->setView(WhyCard::Bars); }
    void viewNumbers() { m_whyCard->setView(WhyCard::Numbers); }
    void walk(UserOrder order);
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
    void showLists(RecommendAnswer answer);
    void showStanding();
    void showHistory();
    void showTarget();
    void showEdits();
    [[nodiscard]] std::size_t shownLength() const; ///< Rows drawn of each list: fewer on a projector, so that all can be read.

    Session& m_session;
    ActionRegistry& m_actions;
    LatestJob m_rank, m_why, m_background;
    State m_state = State::NoData;
    RecommendAnswer m_answer;
    std::shared_ptr<const TasteBackground> m_taste;
    std::vector<int> m_hidden; ///< Runs that the user switched off.
    std::vector<UserIndex> m_walk;
    std::optional<ItemIndex> m_target;                                   ///< Chosen for the slider.
    std::optional<std::pair<ItemIndex, std::optional<float>>> m_preview; ///< While the knob is held.
    std::size_t m_most = 3;

    QStackedWidget* m_stack = nullptr;
    InspectHeader* m_header = nullptr;
    HistoryCard* m_history = nullptr;
    Panel* m_listsCard = nullptr;
    RibbonColumns* m_columns = nullptr;
    EvidenceText* m_missed = nullptr;
    InkLabel *m_legend = nullptr, *m_timing = nullptr, *m_listFailure = nullptr;
    WhyCard* m_whyCard = nullptr;
    PickerPopup* m_itemPicker = nullptr;
    InkLabel *m_messageTitle = nullptr, *m_messageText = nullptr;
    QPushButton* m_messageButton = nullptr;
    QProgressBar* m_progress = nullptr;
    std::function<void()> m_messageRun;
};

} // namespace recoscope::ui
