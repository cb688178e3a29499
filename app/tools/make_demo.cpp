// Writes datasets/demo/ratings.csv, truth.csv and demo.json from films.csv. Run once when the simulator or the films change:
// make_demo FOLDER
#include "core/base/text.h"
#include "core/data/readers/delimited.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/side_rows.h"
#include "core/data/readers/side_tables.h"
#include "core/data/readers/source.h"
#include "core/data/synthetic/simulate.h"
#include <exception>
#include <fstream>
#include <iostream>

namespace recoscope {
namespace {

Result<Dataset> readFilms(const std::string& file) {
    const auto bytes = readSource({file, {}, "films.csv", 0}, 0, {});
    if (!bytes) return bytes.error();
    const SideRows table = readDelimitedRows(bytes.value(), sniff(bytes.value(), {}, nullptr), file);
    Dataset films;
    films.items = Vocabulary::fromIds(firstColumn(table));
    Aliases aliases;
    if (!joinItems(table, {}, true, films, aliases)) return Error{ErrorKind::InvalidInput, file + " is no table of films.", {}};
    return films;
}

bool writeWorld(const Dataset& films, const std::string& folder) {
    const SimulationSpec spec;
    const SimulatedWorld world = simulate(films.itemTable, spec);
    std::ofstream ratings(folder + "/ratings.csv", std::ios::binary), truth(folder + "/truth.csv", std::ios::binary),
        about(folder + "/demo.json", std::ios::binary);
    ratings << "user,item,rating,timestamp\n";
    for (const Interaction& row : world.rows)
        ratings << row.user.value + 1 << ',' << films.items.id(row.item.value) << ',' << static_cast<int>(row.rating) << ','
                << row.time << '\n';
    truth << "viewer,generosity,favourite_year,likes,dislikes\n";
    for (std::size_t u = 0; u < world.users.size(); ++u) {
        const SimulatedUser& user = world.users[u];
        std::vector<std::string> likes, dislikes;
        for (std::size_t g = 0; g < user.genreTaste.size(); ++g) {
            if (user.genreTaste[g] > 0.3) likes.push_back(films.itemTable.genreNames[g]);
            if (user.genreTaste[g] < -0.3) dislikes.push_back(films.itemTable.genreNames[g]);
        }
        truth << u + 1 << ',' << formatNumber(static_cast<double>(static_cast<int>(user.generosity * 100)) / 100) << ','
              << static_cast<int>(user.favouriteYear) << ',' << join(likes, "|") << ',' << join(dislikes, "|") << '\n';
    }
    about << "{\"name\": \"Demo world\", \"simulated\": true, \"seed\": " << spec.seed << ", \"viewers\": " << spec.users
          << ", \"films\": " << films.items.size() << "}\n";
    return ratings.good() && truth.good() && about.good();
}

int makeDemo(const std::string& folder) {
    const auto films = readFilms(folder + "/films.csv");
    if (!films) {
        std::cerr << films.error().message << "\n";
        return 1;
    }
    if (writeWorld(films.value(), folder)) return 0;
    std::cerr << "make_demo: " << folder << " cannot be written\n";
    return 1;
}

} // namespace
} // namespace recoscope

int main(int argc, char** argv) try {
    if (argc == 2) return recoscope::makeDemo(argv[1]);
    std::cerr << "make_demo FOLDER\n";
    return 2;
} catch (const std::exception& e) {
    std::cerr << "make_demo: " << e.what() << "\n";
    return 1;
}
