#pragma once
#include "core/data/profile.h"
#include <QObject>
#include <memory>

namespace recoscope::ui {

class BarPlot;
class DataSelection;
class LinePlot;
class SparsityMap;

/// The pictures of the Data page that state parts of its selection and show what it holds.
struct LinkedPictures {
    SparsityMap* map;
    LinePlot* frequency;
    LinePlot* lorenz;
    BarPlot* histogram;
    BarPlot* activity;
};

/// Ties the pictures to the selection, both ways. GUI thread; all of them outlive it.
class SelectionLinks final : public QObject {
    Q_OBJECT
public:
    SelectionLinks(DataSelection& selection, const LinkedPictures& pictures, QObject* parent);
    /// The pictures show this data now. Also after they were filled again: marks and parts are laid over them anew.
    void setProfile(std::shared_ptr<const DataProfile> profile);

private:
    void listen();
    void pickRanks(double from, double to);
    void pickBand(double rank);
    void showMarks();
    void showParts();
    DataSelection& m_selection;
    LinkedPictures m_pictures;
    std::shared_ptr<const DataProfile> m_profile;
};

} // namespace recoscope::ui
