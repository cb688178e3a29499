#pragma once
#include <QString>
#include <QWidget>
#include <cstdint>
#include <optional>

namespace recoscope::ui {

/// How much of one thing is left: the figure, its share, and a bar below, from the left, of all that there was.
class FunnelBar final : public QWidget {
    Q_OBJECT
public:
    explicit FunnelBar(const QString& what, QWidget* parent = nullptr); ///< "rows": for screen readers.
    void setLeft(std::optional<std::int64_t> left, std::int64_t all);   ///< Nothing: not known, no bar.
    [[nodiscard]] std::optional<std::int64_t> left() const { return m_left; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_what;
    std::optional<std::int64_t> m_left;
    std::int64_t m_all = 0;
};

} // namespace recoscope::ui
