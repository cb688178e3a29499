#pragma once
#include <QStringList>
#include <QWidget>
#include <vector>

class QAbstractButton;
class QHBoxLayout;

namespace recoscope::ui {

/// One of a few views, side by side in one frame; the chosen part stands in accent. Each part is a button of its own for keyboard
/// (Tab, arrows, Space) and screen readers.
class Segments final : public QWidget {
    Q_OBJECT
public:
    explicit Segments(const QStringList& texts, QWidget* parent = nullptr);
    void setCurrent(int index); ///< Says nothing.
    [[nodiscard]] int current() const { return m_current; }
    void setPartVisible(int index, bool visible);

Q_SIGNALS:
    void chosen(int index); ///< By the user.

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<QAbstractButton*> m_parts;
    QHBoxLayout* m_layout;
    int m_current = 0;
};

} // namespace recoscope::ui
