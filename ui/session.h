#pragma once
#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/data/load.h"
#include "core/data/profile.h"
#include "core/data/quality.h"
#include "core/experiment/experiment.h"
#include "ui/jobs/downloads.h"
#include "ui/theme/signature.h"
#include <QObject>
#include <QString>
#include <QUndoStack>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace recoscope {
struct SourcePreview;
}

namespace recoscope::ui {

/// One training run as the window knows it. Copied by value into views; heavy parts are shared and immutable.
struct Run {
    enum class State { Queued, Running, Cancelling, Done, Cancelled, Failed };
    int id = 0;
    QString name; ///< "EASE", "iALS 2"; the user may change it.
    ModelSignature signature;
    ModelSpec spec;
    ExperimentSpec experiment; ///< Protocol under which it was (or will be) trained.
    State state = State::Queued;
    double fraction = 0;     ///< In [0, 1] while running.
    QString stage;           ///< "epoch 31 of 48".
    double secondsLeft = -1; ///< Negative: not known yet.
    std::vector<EpochPoint> epochs;
    std::shared_ptr<const ModelResult> result; ///< Where Done.
    ProtocolCard protocol;                     ///< Where Done.
    Error error;                               ///< Where Failed.
    bool keeps = false;                        ///< While Cancelling: it was stopped to keep its best epoch.
    [[nodiscard]] bool isDone() const { return state == State::Done; }
    [[nodiscard]] bool isActive() const {
        return state == State::Queued || state == State::Running || state == State::Cancelling;
    }
};

/// A change of the selected user's history that is not saved to the data.
struct HistoryEdits {
    std::map<ItemIndex, std::optional<float>> changes; ///< A rating: added or changed; nothing: taken away.
    [[nodiscard]] bool empty() const { return changes.empty(); }
    friend bool operator==(const HistoryEdits&, const HistoryEdits&) = default;
};

/// What the pages share: the open data, the protocol, the runs, and one selection. Lives in the GUI thread; never waits for work:
/// opening, splitting and training run on the job pool with copies of what they need, results arrive as signals.
class Session final : public QObject {
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    // Data
    /// Replaces the open data only when it succeeds. Without options it is looked at first: what was said before of files of its
    /// shape holds; where the reading is not certain, openingAsks() ends the opening.
    void open(const QString& ref, const LoadOptions& options = {});
    /// Opens the open data again together with the files of a published split, by which it is cut then. What is open stays until
    /// that succeeds; as with every opening, runs and edits end with it.
    void openWithParts(const SplitSpec& split);
    void cancelOpening();
    void closeDataset();
    [[nodiscard]] bool isOpening() const;
    [[nodiscard]] std::shared_ptr<const Dataset> dataset() const { return m_now.dataset; }
    [[nodiscard]] std::shared_ptr<const DataProfile> profile() const {
        return m_now.profile;
    } ///< Never null while a dataset is open.
    /// The checks of the open data, passed ones too; never null while a dataset is open.
    [[nodiscard]] std::shared_ptr<const std::vector<QualityFinding>> quality() const { return m_now.quality; }
    [[nodiscard]] double openSeconds() const { return m_openSeconds; }
    [[nodiscard]] const QString& openedRef() const { return m_openedRef; } ///< What open() was last asked for with success.
    [[nodiscard]] const LoadOptions& openedOptions() const { return m_openedOptions; } ///< How that was read.
    /// These options were not given this time, but remembered from a file of the same shape.
    [[nodiscard]] bool openedAsBefore() const { return m_openedAsBefore; }

    /// The catalogue of public data and what is fetched from it. What ends while no data is open is opened.
    [[nodiscard]] Downloads& downloads() { return *m_downloads; }

    // Filters between what was opened and what the pages show
    [[nodiscard]] std::shared_ptr<const Dataset> openedDataset() const { return m_opened; } ///< Before any filter.
    [[nodiscard]] const std::vector<FilterStep>& filters() const { return m_now.filters; }
    /// All steps, on the data as it was opened, on a worker; none gives it back whole. The result becomes the open data, with no
    /// runs; undo brings back the former data with its runs. Runs at work are cancelled then.
    void applyFilters(const std::vector<FilterStep>& steps);
    void cancelFiltering();
    [[nodiscard]] bool isFiltering() const;

    /// Waits for running work to notice that it was cancelled: only for the end of the program. False where some still runs.
    static bool waitForWork(int milliseconds);

    // Protocol: what runs are trained under from now on
    [[nodiscard]] const ExperimentSpec& protocol() const { return m_now.protocol; } ///< Without models.
    void setProtocol(const SplitSpec& split, std::uint64_t seed, double relevanceThreshold);
    /// The cut of the present protocol; null until it is made (splitReady) or where it failed (splitFailed).
    [[nodiscard]] std::shared_ptr<const Split> split() const { return m_now.split; }
    [[nodiscard]] const std::optional<Error>& splitError() const { return m_now.splitError; }

    // Runs
    [[nodiscard]] const std::vector<Run>& runs() const { return m_now.runs; }
    [[nodiscard]] const Run* run(int id) const;             ///< Negative ids: references.
    [[nodiscard]] std::vector<const Run*> doneRuns() const; ///< In the order of training.
    /// Popularity and random under the present protocol: the scale on which other values are read. They are computed without
    /// being asked for, with the first run of a protocol; ids are negative; empty until they are there (referencesChanged).
    [[nodiscard]] const std::vector<Run>& references() const { return m_now.references; }
    int train(const ModelSpec& spec); ///< Queues; returns the id.
    /// Whether stopping this run now would keep an epoch: it has epochs that were measured on a validation part.
    [[nodiscard]] static bool wouldKeep(const Run& run);
    void stopRun(int id);   ///< Ends within 1 s, Done with the best epoch so far where wouldKeep(); else as cancelRun.
    void cancelRun(int id); ///< A queued run leaves at once, a running one ends within 1 s, Cancelled; keeps nothing.
    void cancelAll();
    void removeRun(int id);                      ///< Undoable.
    void renameRun(int id, const QString& name); ///< Undoable. A name that another run has gets a number.
    [[nodiscard]] bool hasActiveRuns() const;

    // Selection, shared by all pages
    [[nodiscard]] std::optional<UserIndex> user() const { return m_now.user; }
    [[nodiscard]] std::optional<ItemIndex> item() const { return m_now.item; }
    [[nodiscard]] int selectedRun() const { return m_now.selectedRun; } ///< 0 = none.
    void selectUser(UserIndex user);
    void selectItem(ItemIndex item);
    void selectRun(int id);
    [[nodiscard]] bool canGoBack() const;
    [[nodiscard]] bool canGoForward() const;
    void goBack(); ///< Through past selections of user and item.
    void goForward();

    // What-if: edits of the selected user's history. Each user keeps its own until they are reset, undone or the data is closed;
    // undo and redo through undoStack(), where undoing another user's edit selects that user.
    [[nodiscard]] const HistoryEdits& edits() const;
    void editRating(ItemIndex item, std::optional<float> rating); ///< Nothing = take away.
    void resetEdits();
    /// The training history of the selected user with the edits applied, ascending by item; equal to the stored one where nothing
    /// changed.
    struct EditedHistory {
        std::vector<ItemIndex> items;
        std::vector<float> ratings;
        bool edited = false;
    };
    [[nodiscard]] EditedHistory editedHistory() const;
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }

Q_SIGNALS:
    void openingStarted(const QString& ref);
    void openingProgressed(double fraction, const QString& stage, double secondsLeft);
    void openingFailed(const recoscope::Error& error);
    void openingCancelled();
    /// Nothing was opened: how to read it has to be said first.
    void openingAsks(const QString& ref, const std::shared_ptr<const recoscope::SourcePreview>& preview);
    void filteringChanged(double fraction); ///< In [0, 1] while filtering; 1 where it ended, also without effect.
    void filteringFailed(const recoscope::Error& error);
    void datasetChanged(); ///< Opened, replaced or closed; runs and selection were reset before.
    void protocolChanged();
    void splitReady();
    void splitFailed(const recoscope::Error& error);
    void runAdded(int id);
    void runChanged(int id);  ///< State, progress or a new epoch; at most 20 a second per run.
    void runFinished(int id); ///< Done, Cancelled or Failed.
    void runRemoved(int id);
    void referencesChanged();
    void userChanged();
    void itemChanged();
    void selectedRunChanged();
    void selectionHistoryChanged();
    void editsChanged();

private:
    struct Private;
    /// All that belongs to the data the pages show; swapped whole where it is filtered, undone and redone.
    struct DataState {
        std::vector<FilterStep> filters;
        std::shared_ptr<const Dataset> dataset;
        std::shared_ptr<const DataProfile> profile;
        std::shared_ptr<const std::vector<QualityFinding>> quality;
        ExperimentSpec protocol;
        std::shared_ptr<const Split> split;
        std::optional<Error> splitError;
        std::vector<Run> runs, references;
        std::shared_ptr<const Split> referencesSplit; ///< The cut for which references were asked.
        std::optional<UserIndex> user;
        std::optional<ItemIndex> item;
        std::vector<std::pair<std::optional<UserIndex>, std::optional<ItemIndex>>> visited; ///< Selections, oldest first.
        std::size_t visitedAt = 0;
        int selectedRun = 0;
        std::map<UserIndex, HistoryEdits> edits; ///< No empty ones.
    };
    void exchangeData(DataState& other);
    void takeFiltered(const std::shared_ptr<DataState>& filtered);
    void makeSplit();
    void startNext();
    void makeReferences();
    void finishRun(Run& run, Result<ExperimentResult>& end);
    void take(struct TrainEvent&& event);
    Run* find(int id);
    void insertRun(std::size_t at, Run run);
    Run takeRun(int id);
    void setEdits(UserIndex user, const HistoryEdits& edits);
    void pushEdits(const QString& text, const HistoryEdits& after); ///< Of the selected user.
    void rememberSelection();
    [[nodiscard]] ModelSignature freeSignature(const ModelSpec& spec, const ExperimentSpec& protocol) const;
    [[nodiscard]] QString freeName(const QString& name, int exceptRun = 0) const;
    std::unique_ptr<Private> d;
    Downloads* m_downloads; ///< A child.
    QString m_openedRef;
    LoadOptions m_openedOptions;
    bool m_openedAsBefore = false;
    std::shared_ptr<const Dataset> m_opened;
    double m_openSeconds = 0;
    DataState m_now;
    QUndoStack m_undo;
};

} // namespace recoscope::ui
