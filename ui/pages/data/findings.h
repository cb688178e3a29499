#pragma once
#include "core/data/dataset.h"
#include "core/data/load.h"
#include "core/data/quality.h"
#include <QString>
#include <QWidget>
#include <vector>

class QHBoxLayout;
class QVBoxLayout;

namespace recoscope::ui {

/// One thing that reading the data brought up: a figure or lead word in semibold, what it is, and a muted note.
struct Finding {
    enum class Kind { Good, Warn, Info };
    Kind kind = Kind::Info;
    QString lead, text, note;
    bool listsRejects = false;                  ///< Offers the list of lines that were not accepted.
    bool changesReading = false;                ///< Offers to read it in another way.
    std::optional<QualityFinding> quality = {}; ///< Offers its members, and the filter that takes them away.
};

/// What the checks found, what was read, what became of the lines, warnings, side tables, checksum; cautions first.
[[nodiscard]] std::vector<Finding> findingsOf(const Dataset& dataset, const std::vector<QualityFinding>& quality);
/// The data was read as a person had said of an earlier file of the same shape.
[[nodiscard]] Finding readAsBefore(const LoadOptions& options);

/// The findings one under the other, with icons. Data text is plain text.
class FindingsList final : public QWidget {
    Q_OBJECT
public:
    explicit FindingsList(QWidget* parent = nullptr);
    void setFindings(const std::vector<Finding>& findings);

Q_SIGNALS:
    void rejectsWanted();
    void readingWanted();
    void membersWanted(const recoscope::QualityFinding& finding);
    void fixWanted(const recoscope::FilterStep& step);

private:
    QWidget* makeRow(const Finding& finding);
    void addQualityButtons(const QualityFinding& finding, QHBoxLayout& line, QWidget* row);
    QVBoxLayout* m_column;
};

/// The lines that were not accepted: file, line, character, what was expected, what stood there.
void showRejects(QWidget& parent, const LoadReport& report);

} // namespace recoscope::ui
