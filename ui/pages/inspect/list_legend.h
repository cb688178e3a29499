#pragma once
#include <QString>
#include <QWidget>

namespace recoscope::ui {

/// What the marks in the lists mean, drawn with the marks themselves.
class ListLegend final : public QWidget {
    Q_OBJECT
public:
    explicit ListLegend(QWidget* parent = nullptr);
    void setTexts(const QString& hit, const QString& movement); ///< Empty: the mark is left out.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_hit, m_movement;
};

} // namespace recoscope::ui
