#pragma once
#include "ui/charts/plot.h"
#include "ui/synthetic/world_sample.h"
#include <QImage>
#include <QWidget>

namespace recoscope::ui {

/// Who rated what in the sample: users down, items across, darker where more. Ordered by taste the genres stand out along the
/// diagonal; ordered by popularity the head and the tail do.
class TasteMatrix final : public QWidget, public Exportable {
    Q_OBJECT
public:
    enum class Order { Taste, Popularity };
    explicit TasteMatrix(QWidget* parent = nullptr);
    void setSample(const WorldSample& sample);
    void setOrder(Order order);
    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override;
    [[nodiscard]] QString explanation() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    /// Ratings of each cell, row by row.
    [[nodiscard]] std::vector<int> cells(int columns, int rows) const;
    WorldSample m_sample;
    Order m_order = Order::Taste;
};

} // namespace recoscope::ui
