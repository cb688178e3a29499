#pragma once
#include "core/data/dataset.h"
#include "ui/jobs/recommend.h"
#include "ui/jobs/suggest.h"
#include "ui/pages/inspect/evidence_text.h"
#include "ui/pages/inspect/panel.h"
#include "ui/pages/inspect/rating_slider.h"
#include "ui/session.h"
#include <memory>
#include <optional>
#include <vector>

class QGridLayout;

namespace recoscope::ui {

/// "What if this user had also rated X": the slider, and what the edit does to the chosen item in every column.
class WhatIf final : public QWidget {
    Q_OBJECT
public:
    explicit WhatIf(QWidget* parent = nullptr);
    /// The item that the slider rates; `suggested` where the page proposed it, by the model named.
    void setTarget(const std::shared_ptr<const Dataset>& dataset, ItemIndex item, std::optional<float> rating,
                   std::optional<float> stored, const std::optional<Suggestion>& suggested, const QString& model);
    void setEffects(const std::vector<RecommendedColumn>& columns, const std::vector<const Run*>& runs, bool edited,
                    std::optional<ItemIndex> chosen);
    [[nodiscard]] QString note() const { return m_note->text(); }

Q_SIGNALS:
    void searchAsked();
    void previewed(std::optional<float> rating);
    void settled(std::optional<float> rating);

private:
    EvidenceText* m_target;
    RatingSlider* m_slider;
    QGridLayout* m_effects;
    InkLabel* m_note;
    QString m_hint; ///< Shown while nothing is edited.
    std::shared_ptr<const Dataset> m_scaleOf;
};

} // namespace recoscope::ui
