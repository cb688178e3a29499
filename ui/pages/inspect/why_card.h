#pragma once
#include "ui/jobs/why.h"
#include "ui/pages/inspect/evidence_text.h"
#include "ui/pages/inspect/panel.h"
#include "ui/pages/inspect/rating_slider.h"
#include "ui/pages/inspect/reason_bars.h"
#include "ui/pages/inspect/sentences.h"
#include "ui/session.h"
#include <vector>

class QComboBox;
class QGridLayout;
class QButtonGroup;
class QTableWidget;
class QVBoxLayout;

namespace recoscope::ui {

/// Why this item, by which model, what if a rating were different.
class WhyCard final : public Panel {
    Q_OBJECT
public:
    enum View { Sentence, Bars, Numbers };
    explicit WhyCard(QWidget* parent = nullptr);
    /// The models to choose from: those whose lists are shown.
    void setRuns(const std::vector<const Run*>& runs, int current);
    /// Rank and score of the item in the current model's column.
    void setStanding(const std::shared_ptr<const Dataset>& dataset, ItemIndex item, const RecommendedColumn* column, bool hit);
    void setAnswer(const WhyAnswer& answer, const std::shared_ptr<const Dataset>& dataset, const HistoryChanges& changes,
                   const Run& run, FoldIn foldIn);
    void setFailure(const QString& text);
    void clear(); ///< No item is chosen.
    /// The item that the slider rates.
    void setTarget(const std::shared_ptr<const Dataset>& dataset, ItemIndex item, std::optional<float> rating,
                   std::optional<float> stored);
    /// What the edit does to the chosen item in every column.
    void setEffects(const std::vector<RecommendedColumn>& columns, const std::vector<const Run*>& runs, bool edited,
                    std::optional<ItemIndex> chosen);
    void setView(View view);
    void setProjector(bool on); ///< Sentence and bars only, without the controls.

Q_SIGNALS:
    void runChosen(int runId);
    void itemChosen(recoscope::ItemIndex item);
    void searchAsked();
    void previewed(std::optional<float> rating);
    void settled(std::optional<float> rating);

private:
    void buildHead(QVBoxLayout* layout);
    void buildWhatIf(QVBoxLayout* layout);
    void showView();
    void fillNumbers(const std::vector<ReasonLine>& lines, double score);
    QComboBox* m_run;
    QWidget* m_head;
    QButtonGroup* m_tabs;
    QComboBox* m_views;
    InkLabel* m_title;
    InkLabel* m_standing;
    InkLabel* m_failure;
    EvidenceText* m_sentence;
    EvidenceText* m_coRating;
    ReasonBars* m_bars;
    QTableWidget* m_numbers;
    EvidenceText* m_removal;
    EvidenceText* m_removalNote;
    QWidget* m_whatIf;
    EvidenceText* m_target;
    RatingSlider* m_slider;
    QGridLayout* m_effects;
    InkLabel* m_note;
    struct Shown {
        WhyAnswer answer;
        std::shared_ptr<const Dataset> dataset;
        HistoryChanges changes;
        QString modelName;
        ModelSignature signature;
        FoldIn foldIn = FoldIn::Exact;
    };
    std::optional<Shown> m_shown;
    std::shared_ptr<const Dataset> m_scaleOf;
    bool m_projector = false;
};

} // namespace recoscope::ui
