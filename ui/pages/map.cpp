#include "ui/pages/map.h"
#include "ui/pages/map/map_page.h"
#include <QCoreApplication>

namespace recoscope::ui {

PageInfo mapPage() {
    return {QStringLiteral("map"), QCoreApplication::translate("MapPage", "Map"), QStringLiteral("map"), 50,
            [](const PageContext& context) { return new MapPage(context); }};
}

} // namespace recoscope::ui
