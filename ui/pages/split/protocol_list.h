#pragma once
#include "ui/pages/split/split_study.h"
#include <QWidget>
#include <optional>

namespace recoscope::ui {

/// The protocols as cards below each other: name, counts, a drawn strip, the verdict. One is chosen; arrows walk.
class ProtocolList final : public QWidget {
    Q_OBJECT
public:
    explicit ProtocolList(QWidget* parent = nullptr);
    void setProtocols(std::vector<Protocol> protocols);
    void setVerdicts(std::vector<std::optional<Verdict>> verdicts); ///< Nothing: still being counted.
    void setCurrent(int row);
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] const std::vector<Protocol>& protocols() const { return m_protocols; }
    [[nodiscard]] QRect rowRect(int row) const;
    [[nodiscard]] QString verdictText(int row) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;
    void paintRow(QPainter& painter, int row) const;
    void paintStrip(QPainter& painter, const QRectF& place, const Protocol& protocol) const;
    void choose(int row);
    std::vector<Protocol> m_protocols;
    std::vector<std::optional<Verdict>> m_verdicts;
    int m_current = 0, m_hovered = -1;
};

} // namespace recoscope::ui
