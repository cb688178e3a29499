#pragma once
#include "core/data/load.h"
#include "core/data/preview/preview.h"
#include "ui/jobs/latest_job.h"
#include "ui/widgets/popup_frame.h"
#include <QDialog>
#include <memory>

class QCheckBox;
class QListWidget;
class QPushButton;

namespace recoscope::ui {

class FindingStrip;
class NoteBar;
class PlainLabel;
class PreviewTable;
class Session;
class StatePage;

/// How a file is to be read: what was found out, small, above its first 1,000 rows; what is not certain, large, above that; below
/// the rejected lines and what opening all of it takes. Every change is previewed at once on a worker. Nothing is opened before
/// the button; Cancel leaves the open data as it was.
class ImportDialog final : public FramedDialog {
    Q_OBJECT
public:
    /// `options`: how it was read so far. `preview`: of these options where it is known already, else null.
    ImportDialog(Session& session, const QString& ref, LoadOptions options, std::shared_ptr<const SourcePreview> preview,
                 QWidget* parent);
    [[nodiscard]] const LoadOptions& options() const { return m_options; }
    [[nodiscard]] const SourcePreview* preview() const { return m_preview.get(); } ///< The last that arrived; may be null.
    [[nodiscard]] bool isUpToDate() const { return !m_job.isBusy(); }

private:
    QWidget* makeHead();
    QWidget* makeQuestion();
    QWidget* makeMiddle();
    QWidget* makeFoot();
    void change(const QString& key, const QString& value);
    void look();
    void take(std::shared_ptr<const SourcePreview> preview);
    void refuse(const QString& sentence);
    void showQuestion();
    void showFiles();
    void showRejects();
    void showState();
    void agree(const std::string& key); ///< What is shown for it is the answer.
    void confirm();
    Session& m_session;
    QString m_ref;
    LoadOptions m_options;
    std::shared_ptr<const SourcePreview> m_preview;
    bool m_asksFile = false; ///< Which file is meant was the question: the list stays.
    NoteBar* m_question = nullptr;
    QListWidget* m_files = nullptr;
    FindingStrip* m_findings = nullptr;
    StatePage* m_none = nullptr; ///< In place of the table where nothing can be shown.
    PreviewTable* m_table = nullptr;
    PlainLabel* m_rejectWords = nullptr;
    QListWidget* m_rejects = nullptr;
    PlainLabel* m_companions = nullptr;
    PlainLabel* m_forecast = nullptr;
    QCheckBox* m_remember = nullptr;
    QPushButton* m_open = nullptr;
    LatestJob m_job;
};

/// Opens the dialog over the window, and returns it; one at a time. It deletes itself when it is closed.
ImportDialog* showImport(QWidget& window, Session& session, const QString& ref, const LoadOptions& options = {},
                         std::shared_ptr<const SourcePreview> preview = nullptr);

} // namespace recoscope::ui
