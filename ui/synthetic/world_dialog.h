#pragma once
#include "ui/jobs/latest_job.h"
#include "ui/synthetic/world_sample.h"
#include <QDialog>
#include <optional>

class QBoxLayout;
class QLineEdit;
class QPushButton;

namespace recoscope::ui {

class BarPlot;
class LinePlot;
class PlainLabel;
class PresetList;
class Session;
class TasteMatrix;
class WorldForm;

/// "New synthetic world": presets at the left, sliders in the middle, at the right what they do to a sample, live; below the
/// forecast, the text that makes the world again, and the button that opens it.
class WorldDialog final : public QDialog {
    Q_OBJECT
public:
    explicit WorldDialog(Session& session, QWidget* parent);
    [[nodiscard]] QString worldText() const;                                            ///< "synthetic:..."
    [[nodiscard]] const std::optional<WorldSample>& sample() const { return m_sample; } ///< Nothing until the first is made.
    [[nodiscard]] bool isUpToDate() const { return !m_job.isBusy(); }
    [[nodiscard]] WorldForm& form() { return *m_form; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makePictures();
    QWidget* makeFoot();
    void formChanged();
    void take(Result<WorldSample> result);
    void refuse(const Error& error);
    Session& m_session;
    PresetList* m_presets;
    WorldForm* m_form;
    TasteMatrix* m_matrix = nullptr;
    BarPlot* m_histogram = nullptr;
    LinePlot* m_popularity = nullptr;
    QBoxLayout* m_below = nullptr; ///< Of the small pictures.
    PlainLabel* m_caption = nullptr;
    PlainLabel* m_forecast = nullptr;
    QLineEdit* m_text = nullptr;
    QPushButton* m_make = nullptr;
    std::optional<WorldSample> m_sample;
    LatestJob m_job;
};

/// Opens the builder over the window.
void showWorldBuilder(QWidget& window, Session& session);

} // namespace recoscope::ui
