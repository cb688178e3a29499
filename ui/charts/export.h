#pragma once
#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

class QWidget;

namespace recoscope::ui {

class Exportable;

/// The same picture as bytes of a format, on the theme's surface. `scale` is pixels per design pixel.
[[nodiscard]] QImage imageOf(const Exportable& content, QSize size, double scale);
[[nodiscard]] QByteArray svgOf(const Exportable& content, QSize size);
[[nodiscard]] QByteArray pdfOf(const Exportable& content, QSize size);

/// Writes all bytes or leaves the old file as it was; false where that failed.
[[nodiscard]] bool writeWhole(const QString& path, const QByteArray& bytes);
/// Says so where writing failed; success is silent.
void reportWrite(QWidget& parent, const QString& path, bool written);

} // namespace recoscope::ui
