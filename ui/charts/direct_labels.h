#pragma once
#include "ui/theme/signature.h"
#include <QPointF>
#include <QString>
#include <optional>
#include <vector>

namespace recoscope::ui {

/// A name at the end of its line.
struct EndLabel {
    QPointF at;
    QString text;
    ModelSignature signature;
    std::optional<QColor> ink;
};

/// Heights for labels that want to stand at `wanted`, at least `gap` apart and within [top, bottom], in the same order, moved as
/// little as one pass down and one pass up allow. `wanted` ascending.
[[nodiscard]] std::vector<double> pushApart(std::vector<double> wanted, double gap, double top, double bottom);

void paintDirectLabels(QPainter& painter, std::vector<EndLabel> labels, double top, double bottom);

} // namespace recoscope::ui
