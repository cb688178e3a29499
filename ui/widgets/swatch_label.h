#pragma once
#include "ui/theme/signature.h"
#include <QWidget>

namespace recoscope::ui {

/// A model's swatch and name.
class SwatchLabel final : public QWidget {
    Q_OBJECT
public:
    SwatchLabel(const ModelSignature& signature, const QString& name, QWidget* parent = nullptr);
    void setSignature(const ModelSignature& signature);
    void setText(const QString& name);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ModelSignature m_signature;
    QString m_name;
};

} // namespace recoscope::ui
