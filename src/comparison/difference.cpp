#include "comparison/difference.h"

#include "observation/words.h"

#include <algorithm>

namespace wirewise::comparison {

namespace {

using observation::Word;

constexpr Word<Weight> weightWords[] = {
    {Weight::Explains, "explains"}, {Weight::Setting, "setting"}, {Weight::Expected, "expected"}};

constexpr Word<Layer> layerWords[] = {
    {Layer::Url, "url"},         {Layer::Dns, "dns"},       {Layer::Tcp, "tcp"},
    {Layer::Proxy, "proxy"},     {Layer::Tls, "tls"},       {Layer::Request, "request"},
    {Layer::Upgrade, "upgrade"}, {Layer::Http, "http"},     {Layer::Experiment, "experiment"},
    {Layer::Session, "session"}, {Layer::Timing, "timing"},
};

} // namespace

QByteArray toString(Weight weight)
{
    return observation::wordOf(weightWords, weight);
}

QByteArray toString(Layer layer)
{
    return observation::wordOf(layerWords, layer);
}

qsizetype Comparison::count(Weight weight) const
{
    return std::count_if(differences.begin(), differences.end(),
                         [weight](const Difference &difference) { return difference.weight == weight; });
}

} // namespace wirewise::comparison
