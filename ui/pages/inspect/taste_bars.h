#pragma once
#include "ui/models/taste.h"
#include <QString>
#include <QWidget>
#include <vector>

namespace recoscope::ui {

/// Genre shares of one history as bars, with a tick where all users stand.
class TasteBars final : public QWidget {
    Q_OBJECT
public:
    explicit TasteBars(QWidget* parent = nullptr);
    void setTaste(std::vector<GenreShare> taste, const std::vector<std::string>& genreNames); ///< Shows the eight largest.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<GenreShare> m_taste;
    std::vector<QString> m_names;
};

} // namespace recoscope::ui
