#pragma once
#include "ui/jobs/why.h"
#include "ui/pages/inspect/evidence_text.h"
#include "ui/pages/inspect/panel.h"
#include "ui/pages/inspect/reason_bars.h"
#include "ui/pages/inspect/sentences.h"
#include "ui/session.h"
#include <vector>

class QComboBox;
class QMenu;
class QVBoxLayout;

namespace recoscope::ui {

class ChoiceButton;
class ReasonTable;
class Segments;
class WhatIf;

/// Why this item, by which model, what if a rating were different.
class WhyCard final : public Panel {
    Q_OBJECT
public:
    enum View { Sentence, Bars, Numbers };
    explicit WhyCard(QWidget* parent = nullptr);
    /// The models to choose from: those whose lists are shown.
    void setRuns(const std::vector<const Run*>& runs, const Run* current);
    /// Rank and score of the item in the current model's column.
    void setStanding(const std::shared_ptr<const Dataset>& dataset, ItemIndex item, const RecommendedColumn* column, bool hit);
    void setAnswer(const WhyAnswer& answer, const std::shared_ptr<const Dataset>& dataset, const HistoryChanges& changes,
                   const Run& run, FoldIn foldIn, int listLength);
    void setDrop(const Drop& drop); ///< Of the answer that is shown.
    void setFailure(const QString& text);
    void clear(); ///< No item is chosen.
    void setView(View view);
    void setProjector(bool on); ///< Sentence and bars only, without the controls.
    [[nodiscard]] WhatIf& whatIf() { return *m_whatIf; }

Q_SIGNALS:
    void runChosen(int runId);
    void itemChosen(recoscope::ItemIndex item);

private:
    void buildHead(QVBoxLayout* layout);
    void buildScroll(QWidget* content);
    void showView();
    void showDrop();
    [[nodiscard]] Evidence moved() const;               ///< Of the item that the answer is about.
    [[nodiscard]] const Explanation& shownView() const; ///< Only where there is a view.
    ChoiceButton* m_run;
    QMenu* m_runs;
    QWidget* m_head;
    Segments* m_tabs;
    QComboBox* m_views;
    EvidenceText* m_title;
    EvidenceText* m_standing;
    InkLabel* m_failure;
    EvidenceText* m_sentence;
    ReasonBars* m_bars;
    ReasonTable* m_numbers;
    Rule *m_ruleAbove, *m_ruleBelow;
    EvidenceText* m_removal;
    EvidenceText* m_removalNote;
    WhatIf* m_whatIf;
    struct Shown {
        WhyAnswer answer;
        std::shared_ptr<const Dataset> dataset;
        HistoryChanges changes;
        QString modelName;
        ModelSignature signature;
        FoldIn foldIn = FoldIn::Exact;
        int listLength = 10;
        std::optional<Drop> drop;
    };
    std::optional<Shown> m_shown;
    std::optional<std::pair<Standing, Standing>> m_standings; ///< Before the edit and now, of m_standingOf.
    ItemIndex m_standingOf;
    QString m_modelName;
    bool m_projector = false;
};

} // namespace recoscope::ui
