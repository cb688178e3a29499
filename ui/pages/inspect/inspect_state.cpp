#include "ui/actions.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>

namespace recoscope::ui {

void InspectPage::showMessage(State state, const QString& title, const QString& text, const QString& button,
                              std::function<void()> run, double fraction) {
    m_state = state;
    m_message->setTexts(title, text);
    m_message->setProgress(state == State::Working ? std::max(0.0, fraction) : -1);
    m_messageButton->setVisible(!button.isEmpty());
    m_messageButton->setText(button);
    m_messageRun = std::move(run);
    m_stack->setCurrentIndex(0);
}

void InspectPage::showState() {
    const auto trigger = [this](const char* id) {
        return [this, id] {
            if (QAction* action = m_actions.find(QLatin1String(id))) action->trigger();
        };
    };
    const auto trainBoth = [this] {
        m_session.train({"popularity", {}});
        m_session.train({"ease", {}});
    };
    if (!m_session.dataset()) {
        return showMessage(State::NoData, tr("No data is open"),
                           tr("Here you look over a model's shoulder at one user: what it recommends, and why."),
                           tr("Open data..."), trigger("file.open"));
    }
    if (m_session.splitError()) {
        return showMessage(State::Failed, tr("The data could not be split"),
                           QString::fromStdString(m_session.splitError()->message), tr("Go to Train"), trigger("page.train"));
    }
    if (!m_session.split()) return showMessage(State::Working, tr("Splitting the data"), {}, {}, {});
    if (!usableRuns().empty()) {
        m_state = State::Full;
        m_stack->setCurrentIndex(1);
        return;
    }
    const auto& runs = m_session.runs();
    const auto active = std::ranges::find_if(runs, [](const Run& run) { return run.state == Run::State::Running; });
    if (active != runs.end() || m_session.hasActiveRuns()) {
        const bool known = active != runs.end();
        return showMessage(
            State::Working, known ? tr("Training %1").arg(active->name) : tr("Waiting to train"),
            known ? active->stage : QString(), tr("Cancel"), [this] { m_session.cancelAll(); }, known ? active->fraction : -1);
    }
    if (!runs.empty() && runs.back().state == Run::State::Failed) {
        return showMessage(State::Failed, tr("%1 was not trained").arg(runs.back().name),
                           QString::fromStdString(runs.back().error.message), tr("Train popularity and EASE"), trainBoth);
    }
    const QString text = runs.empty()
                             ? tr("Lists and reasons appear here as soon as a model is trained.")
                             : tr("No model was trained under the split in force: others have seen what is held out here.");
    showMessage(State::NoRuns, tr("No model to look at yet"), text, tr("Train popularity and EASE"), trainBoth);
}

} // namespace recoscope::ui
