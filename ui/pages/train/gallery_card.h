#pragma once
#include "ui/widgets/card.h"

class QListView;

namespace recoscope::ui {

class GalleryModel;
class Session;

/// The algorithms by family with a filter; the current one is the form's.
class GalleryCard final : public Card {
    Q_OBJECT
public:
    explicit GalleryCard(Session& session, QWidget* parent = nullptr);
    void choose(const QString& algorithmId); ///< Clears the filter where it hides it.

Q_SIGNALS:
    void chosen(const QString& algorithmId);

private:
    GalleryModel* m_model;
    QListView* m_list;
};

} // namespace recoscope::ui
