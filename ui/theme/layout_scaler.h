#pragma once
#include <QObject>

class QWidget;

namespace recoscope::ui {

/// Keeps the margins and gaps of all layouts under a widget in step with the zoom: they are given in pixels when they are made,
/// and every later zoom multiplies them. Make it before the widget's children, so that it hears of a zoom before they do.
class LayoutScaler final : public QObject {
    Q_OBJECT
public:
    explicit LayoutScaler(QWidget& root);

private:
    void rescale();
    QWidget& m_root;
    double m_scale;
};

} // namespace recoscope::ui
