// Writes datasets/demo/ratings.csv, truth.csv and demo.json from films.csv. Run once when the simulator or the films change:
// make_demo FOLDER
#include "core/base/text.h"
#include "core/data/readers/delimited.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/side_tables.h"
#include "core/data/readers/source.h"
#include "core/data/synthetic/simulate.h"
#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
    using namespace recoscope;
    if (argc != 2) {
        std::cerr << "make_demo FOLDER\n";
        return 2;
    }
    const std::string folder = argv[1];
    const auto bytes = readSource({folder + "/films.csv", {}, "films.csv", 0}, 0, {});
    if (!bytes) {
        std::cerr << bytes.error().message << "\n";
        return 1;
    }
    const Dialect dialect = sniff(bytes.value(), {}, nullptr);
    RecordReader reader(bytes.value(), dialect);
    std::vector<std::string> ids;
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next())
        if (status == RecordReader::Status::Record && reader.lineNumber() > 1) ids.emplace_back(reader.fields()[0]);
    Dataset films;
    films.items = Vocabulary::fromIds(ids);
    if (!joinItems(bytes.value(), dialect, {}, films)) return 1;
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
          << ", \"films\": " << ids.size() << "}\n";
    return ratings.good() && truth.good() && about.good() ? 0 : 1;
}
