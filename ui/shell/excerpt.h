#pragma once
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

namespace recoscope::ui {

/// A place in a file as errors name it: "ratings.csv:42:3".
struct FilePlace {
    QString file;
    int line = 0, column = 0; ///< From 1.
};
[[nodiscard]] std::optional<FilePlace> placeIn(const QString& where);

/// The lines around a place, and where in the middle one the wrong piece stands.
struct Excerpt {
    int firstLine = 0;
    std::vector<QString> lines;
    FilePlace place;
    [[nodiscard]] bool empty() const { return lines.empty(); }
};
/// Reads from a file, a folder or an archive. Slow for large files: for a worker. Empty where the place cannot be read.
[[nodiscard]] Excerpt readExcerpt(const QString& ref, const FilePlace& place);

/// Lines with their numbers on a sunken ground; the wrong piece underlined.
class ExcerptView final : public QWidget {
    Q_OBJECT
public:
    explicit ExcerptView(QWidget* parent);
    void setExcerpt(Excerpt excerpt);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Excerpt m_excerpt;
};

} // namespace recoscope::ui
