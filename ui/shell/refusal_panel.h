#pragma once
#include "core/base/result.h"
#include "ui/jobs/latest_job.h"
#include "ui/shell/overlay.h"

class QPushButton;

namespace recoscope::ui {

class ActionRegistry;
class ExcerptView;
class PlainLabel;
class Session;

/// A refused file: what stands where, what was expected, the lines around it, and what can be done. The open data stays as it
/// was, and nothing is modal.
class RefusalPanel final : public Overlay {
    Q_OBJECT
public:
    RefusalPanel(Session& session, ActionRegistry& actions, QWidget* parent);
    /// `ref` is what was asked for.
    void show(const QString& ref, const Error& error);
    [[nodiscard]] QString message() const;
    [[nodiscard]] const ExcerptView* excerpt() const { return m_excerpt; }

private:
    void openWithoutRatings();
    Session& m_session;
    QString m_ref;
    PlainLabel* m_title;
    PlainLabel* m_message;
    PlainLabel* m_rest;
    ExcerptView* m_excerpt;
    QPushButton* m_without = nullptr;
    QPushButton* m_again = nullptr;
    LatestJob m_reading;
};

} // namespace recoscope::ui
