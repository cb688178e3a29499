#pragma once
#include "core/data/preview/preview.h"
#include <QWidget>
#include <vector>

namespace recoscope::ui {

class ChoiceButton;

/// What was found out, small: one button each, whose menu offers what else can be chosen. The reason is its tooltip.
class FindingStrip final : public QWidget {
    Q_OBJECT
public:
    explicit FindingStrip(QWidget* parent);
    void setFindings(const std::vector<PreviewFinding>& findings);

Q_SIGNALS:
    void chosen(const QString& key, const QString& value); ///< "" = find out again.

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void keepHeight();
    void openMenu(ChoiceButton& button, const PreviewFinding& finding);
    void fill(ChoiceButton& button, const PreviewFinding& finding);
    std::vector<PreviewFinding> m_findings;
    std::vector<ChoiceButton*> m_buttons;
};

} // namespace recoscope::ui
