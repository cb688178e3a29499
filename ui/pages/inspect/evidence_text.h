#pragma once
#include "core/base/ids.h"
#include "ui/theme/theme.h"
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

class QTextLayout;

namespace recoscope::ui {

/// A piece of a sentence. Plain text: data never reaches a markup parser.
struct EvidencePiece {
    QString text;
    bool strong = false;
    std::optional<ItemIndex> item = {}; ///< Underlined; a click or Enter selects it.
    bool muted = false;
};
using Evidence = std::vector<EvidencePiece>;

/// Puts pieces in the places %1, %2... of a translatable sentence: "Because this user rated %1." Places without a piece stay
/// empty.
[[nodiscard]] Evidence fillSentence(const QString& sentence, const std::vector<Evidence>& pieces);
[[nodiscard]] QString plainText(const Evidence& evidence);

/// A sentence with evidence to click.
class EvidenceText final : public QWidget {
    Q_OBJECT
public:
    explicit EvidenceText(bool muted = false, QWidget* parent = nullptr);
    void setType(Appearance::Type type); ///< Body by default, Secondary where muted.
    void setHit(bool on);                ///< The mark of a held-out item behind the last word.
    void setEvidence(Evidence evidence);
    [[nodiscard]] QString text() const { return plainText(m_evidence); }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void itemChosen(recoscope::ItemIndex item);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    double layOut(QTextLayout& layout, double width) const;
    [[nodiscard]] std::optional<std::size_t> linkAt(QPointF position) const;
    [[nodiscard]] std::vector<std::size_t> links() const;
    Evidence m_evidence;
    bool m_muted = false, m_hit = false;
    Appearance::Type m_type;
    std::size_t m_currentLink = 0; ///< Place in links().
};

} // namespace recoscope::ui
