#pragma once
#include "core/data/dataset.h"
#include "core/data/quality.h"
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace recoscope::ui {

/// A user, item or row of a finding, and what makes it stand out. Data text is made safe to show.
struct MemberLine {
    QStringList cells;
    std::optional<UserIndex> user; ///< Whom it is about.
    std::optional<ItemIndex> item; ///< What it is about; a row is about both.
};

struct MemberColumn {
    QString name;
    bool number = false; ///< Stands at the right.
    bool wide = false;   ///< Takes the room that is left.
};

[[nodiscard]] std::vector<MemberColumn> memberColumns(QualityFinding::Of of);
/// In the order of the finding's members, which are of this data.
[[nodiscard]] std::vector<MemberLine> memberLines(const Dataset& data, const QualityFinding& finding);

} // namespace recoscope::ui
