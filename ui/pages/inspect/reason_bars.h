#pragma once
#include "core/base/ids.h"
#include "ui/charts/plot.h"
#include "ui/models/reasons.h"
#include "ui/theme/signature.h"
#include <QWidget>
#include <vector>

namespace recoscope::ui {

/// A row ready to paint: the reason and its texts.
struct ReasonLine {
    ReasonRow row;
    QString label;  ///< "Alien", "24 more that raise it".
    QString rated;  ///< "3"; empty where the row has none.
    QString amount; ///< As printed.
    QString help;   ///< What the number is, its formula, and the formula with its numbers. Plain text.
    bool whatIf = false;
};

/// The waterfall: each bar starts where the one above ended; what raises is filled, what lowers hollow, what-if hatched, all in
/// the model's colour; the score stands at the end in ink.
class ReasonBars final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit ReasonBars(QWidget* parent = nullptr);
    void setLines(std::vector<ReasonLine> lines, ModelSignature signature);

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override;
    [[nodiscard]] QString heading() const override { return accessibleName(); }
    [[nodiscard]] QString explanation() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    [[nodiscard]] double lineHeight() const;
    void paintBar(QPainter& painter, const QRectF& bar, const ReasonLine& line) const;
    std::vector<ReasonLine> m_lines;
    ModelSignature m_signature;
};

} // namespace recoscope::ui
