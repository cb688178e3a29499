#pragma once
#include "ui/jobs/latest_job.h"
#include "ui/pages/page.h"
#include "ui/pages/split/split_study.h"
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace recoscope::ui {

class Card;
class ChoiceButton;
class LeakSide;
class NumberField;
class PageHeader;
class ProtocolList;
class SharesPopup;
class StatePage;
class Timelines;

/// Who may learn from what. The chosen protocol is cut and measured on a worker, the newest question wins; the verdicts of the
/// others follow. Nothing is used for training before "Use this split".
class SplitPage final : public QWidget {
    Q_OBJECT
public:
    explicit SplitPage(const PageContext& context, QWidget* parent = nullptr);
    enum class State { Empty, Working, Failed, Full };
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isBusy() const { return m_studyJob.isBusy() || m_verdictJob.isBusy(); }
    [[nodiscard]] const SplitStudy* study() const { return m_study.get(); }
    [[nodiscard]] ProtocolList& list() { return *m_list; }
    [[nodiscard]] Timelines& timelines() { return *m_timelines; }
    [[nodiscard]] LeakSide& side() { return *m_side; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Answer {
        std::shared_ptr<const TimeOrder> order;
        std::shared_ptr<const SplitStudy> study;
        std::shared_ptr<const TimelinePicture> picture;
    };
    void makeHeader();
    void makeFull();
    void makeSharesPopup();
    void registerActions();
    void arrange();
    void showCurrent(); ///< Scrolls the list to the protocol that is shown, once what is on its way is laid out.
    void takeDataset();
    void takeProtocol();
    void offerProtocols();
    void ask();
    void askVerdicts();
    void take(const Answer& answer);
    void showState(State state, const QString& title = {}, const QString& text = {});
    void refreshUse();
    void refreshTexts();
    void refreshComparison();
    void use();
    [[nodiscard]] QString reopenWords() const;
    [[nodiscard]] const Protocol* chosen() const;

    Session& m_session;
    ActionRegistry& m_actions;
    LatestJob m_studyJob, m_verdictJob;
    State m_state = State::Empty;
    SplitShares m_shares;
    std::uint64_t m_draw = 1;
    std::shared_ptr<const TimeOrder> m_order;
    std::shared_ptr<const SplitStudy> m_study;
    std::vector<std::optional<Verdict>> m_verdicts;
    PageHeader* m_header;
    ChoiceButton* m_sharesButton;
    SharesPopup* m_popup = nullptr;
    NumberField* m_seed;
    QPushButton *m_use, *m_figures, *m_open = nullptr, *m_others = nullptr;
    QStackedWidget* m_states;
    StatePage* m_message;
    StatePage* m_reopen = nullptr; ///< In the place of the timelines: a published split that is not open.
    ProtocolList* m_list = nullptr;
    QScrollArea *m_listArea = nullptr, *m_sideArea = nullptr;
    Card* m_card = nullptr;
    Timelines* m_timelines = nullptr;
    LeakSide* m_side = nullptr;
};

} // namespace recoscope::ui
