#pragma once
#include "core/experiment/experiment.h"
#include "core/models/algorithm.h"
#include "ui/widgets/card.h"
#include <QString>
#include <map>
#include <vector>

class QPushButton;
class QScrollArea;

namespace recoscope::ui {

class ParamForm;
class PlainLabel;
class Session;
struct Run;

/// The chosen algorithm: what it does, its objective, its form, the forecast, and the one primary button of the page.
class FormCard final : public Card {
    Q_OBJECT
public:
    explicit FormCard(Session& session, QWidget* parent = nullptr);
    /// Shows the form as it was left when this algorithm was shown last.
    void setAlgorithm(const AlgorithmInfo& algorithm);
    void load(const ModelSpec& spec); ///< Shows these settings.
    [[nodiscard]] const AlgorithmInfo* algorithm() const { return m_algorithm; }
    [[nodiscard]] ModelSpec spec() const;

Q_SIGNALS:
    void trainRequested();
    void specChanged(); ///< Another algorithm, or other values.
    void edited();      ///< The user changed a value.

private:
    QWidget* makeHead(const AlgorithmInfo& algorithm);
    void makeFooter();
    void build(const AlgorithmInfo& algorithm, const ParamValues& values);
    void refreshFooter();
    Session& m_session;
    const AlgorithmInfo* m_algorithm = nullptr;
    std::map<std::string, ParamValues> m_left; ///< By algorithm: what its form held when another was chosen.
    ParamForm* m_form = nullptr;
    QScrollArea* m_scroll;
    PlainLabel* m_forecast;
    PlainLabel* m_changed;
    QPushButton* m_train;
    QPushButton* m_defaults;
};

/// "about 24 s, 2.7 MB": memory as the model estimates it; time from its operations at the speed of the last finished run of the
/// same algorithm, else of an ordinary machine.
[[nodiscard]] QString forecastText(const AlgorithmInfo& algorithm, const ParamValues& values, const Interactions& train,
                                   const std::vector<const Run*>& done);

} // namespace recoscope::ui
