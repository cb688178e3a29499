#pragma once
#include "ui/charts/plot.h"
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

namespace recoscope::ui {

/// Where the items lie along one axis, in standard deviations from -3 to +3 (the outermost bins hold what lies beyond), with a
/// mark.
class AxisHistogram final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit AxisHistogram(QWidget* parent = nullptr);
    void setPositions(const std::vector<double>& positions);
    void setMark(std::optional<double> at, const QString& label);
    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override { return QStringLiteral("axis"); }
    [[nodiscard]] const std::vector<int>& bins() const { return m_bins; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    std::vector<int> m_bins;
    std::optional<double> m_mark;
    QString m_label;
};

} // namespace recoscope::ui
