#pragma once
#include "core/catalogue/catalogue.h"
#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace recoscope::ui {

class Mailbox;

/// One data set of the catalogue, as the window knows it.
struct Download {
    enum class State { ByHand, Absent, Waiting, Running, Cancelling, Here, Failed };
    CatalogueEntry entry;
    State state = State::Absent;
    double fraction = 0;     ///< In [0, 1] while running; NaN while the size is not known.
    QString stage;           ///< "ml-1m.zip: 1.2 MB of 5.9 MB".
    double secondsLeft = -1; ///< Negative: not known yet.
    QString problem;         ///< Where Failed: a sentence.
    [[nodiscard]] bool isActive() const {
        return state == State::Waiting || state == State::Running || state == State::Cancelling;
    }
    [[nodiscard]] QString id() const { return QString::fromStdString(entry.id); }
    [[nodiscard]] QString ref() const { return QStringLiteral("catalogue:") + id(); } ///< What a session opens.
};

/// The catalogue and what is being fetched from it, one data set at a time, on a lane of its own. Lives in the GUI thread; its
/// destructor asks running work to stop and waits for nothing. What was cut or cancelled goes on where it stopped.
class Downloads final : public QObject {
    Q_OBJECT
public:
    explicit Downloads(QObject* parent = nullptr);
    ~Downloads() override;
    [[nodiscard]] const std::vector<Download>& all() const { return m_all; }        ///< In the catalogue's order.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; } ///< Where the catalogue cannot be read.
    [[nodiscard]] const Download* find(const QString& id) const;                    ///< Null where there is none.
    [[nodiscard]] const Download* active() const; ///< What runs, else what waits; null where nothing does.
    void reload();                                ///< Reads the catalogue once, and looks again what is here.
    void start(const QString& id);                ///< Absent or Failed; others are left alone.
    void cancel(const QString& id);               ///< Ends within 200 ms; a waiting one leaves at once.
    void cancelAll();

Q_SIGNALS:
    void changed(const QString& id);  ///< State or progress; at most 10 a second each.
    void finished(const QString& id); ///< Here, Failed, or Absent after a cancel.

private:
    struct Running {
        QString id;
        int job;
        std::stop_source stop;
    };
    Download* get(const QString& id);
    void set(Download& download, Download::State state);
    void progressed(const QString& id, int job, double fraction, const QString& stage);
    void ended(const QString& id, int job, const Result<std::string>& end);
    [[nodiscard]] bool isCurrent(const QString& id, int job) const; ///< Answers of older jobs are dropped.
    std::shared_ptr<Mailbox> m_mailbox;
    std::vector<Download> m_all;
    std::optional<Error> m_problem;
    std::vector<Running> m_running; ///< What was started and has not ended, in that order.
    int m_lastJob = 0;
    QElapsedTimer m_clock;   ///< Since the first news of how far the running one is.
    double m_startedAt = -1; ///< The fraction then; negative before.
};

} // namespace recoscope::ui
