#pragma once
#include <QString>
#include <QWidget>
#include <vector>

namespace recoscope::ui {

/// Shares side by side: name, bar, figure; the chosen one in text colour and semibold.
class ShareBars final : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString name;
        double share = 0; ///< NaN: undefined, no bar.
        bool chosen = false;
    };
    explicit ShareBars(QWidget* parent = nullptr);
    void setRows(std::vector<Row> rows);
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;
    std::vector<Row> m_rows;
};

} // namespace recoscope::ui
