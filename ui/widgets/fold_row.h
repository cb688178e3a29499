#pragma once
#include <QAbstractButton>

namespace recoscope::ui {

/// The row that opens what is folded away: a chevron, a word, and in muted what is inside.
class FoldRow final : public QAbstractButton {
    Q_OBJECT
public:
    FoldRow(const QString& text, const QString& summary, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_summary;
};

} // namespace recoscope::ui
