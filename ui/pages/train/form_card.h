#pragma once
#include "core/experiment/experiment.h"
#include "core/models/algorithm.h"
#include "ui/widgets/card.h"
#include <QString>

class QPushButton;
class QScrollArea;

namespace recoscope::ui {

class ParamForm;
class PlainLabel;
class Session;

/// The chosen algorithm: what it does, its objective, its form, the forecast, and the one primary button of the page.
class FormCard final : public Card {
    Q_OBJECT
public:
    explicit FormCard(Session& session, QWidget* parent = nullptr);
    void setAlgorithm(const AlgorithmInfo& algorithm, const ParamValues& values = {});
    [[nodiscard]] const AlgorithmInfo* algorithm() const { return m_algorithm; }
    [[nodiscard]] ModelSpec spec() const;

Q_SIGNALS:
    void trainRequested();
    void specChanged();

private:
    QWidget* makeHead(const AlgorithmInfo& algorithm);
    void refreshFooter();
    Session& m_session;
    const AlgorithmInfo* m_algorithm = nullptr;
    ParamForm* m_form = nullptr;
    QScrollArea* m_scroll;
    PlainLabel* m_forecast;
    PlainLabel* m_changed;
    QPushButton* m_train;
    QPushButton* m_defaults;
};

/// "about 24 s, 2.7 MB": memory is estimated by the model, time from its operations at the speed measured so far on this machine.
[[nodiscard]] QString forecastText(const AlgorithmInfo& algorithm, const ParamValues& values, const Interactions& train);

} // namespace recoscope::ui
