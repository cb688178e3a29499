#pragma once
#include "core/data/quality.h"
#include "ui/widgets/card.h"
#include <vector>

namespace recoscope::ui {

class FindingsList;
struct Finding;

/// What speaks against the data and what was read: findings in a card, which scroll. Who shows or mends them listens to the list.
class QualityCard final : public Card {
    Q_OBJECT
public:
    explicit QualityCard(QWidget* parent = nullptr);
    void setFindings(const std::vector<Finding>& findings, const std::vector<QualityFinding>& checks);
    [[nodiscard]] FindingsList& list() const { return *m_list; }

private:
    FindingsList* m_list;
};

} // namespace recoscope::ui
