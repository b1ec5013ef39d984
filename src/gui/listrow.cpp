#include "gui/listrow.h"

#include "observation/redaction.h"

namespace wirewise::gui {

using diagnosis::Verdict;

bool ListRow::hasChanged() const
{
    using Kind = session::Since::Kind;
    return isChecked() && since &&
           (since->kind == Kind::Worse || since->kind == Kind::Better || since->kind == Kind::OtherFinding);
}

ListRow rowOf(const session::PlannedEndpoint &endpoint)
{
    ListRow row;
    const auto read = observation::parseEndpoint(endpoint.typed).endpoint;
    row.address = observation::maskedUrl(read ? read->url() : endpoint.typed);
    row.host = read ? QString::fromUtf8(read->hostHeader()) : QString();
    row.title = endpoint.title;
    if (!endpoint.title.isEmpty() && !endpoint.environment.isEmpty())
        row.title = endpoint.title + QLatin1String(", ") + endpoint.environment;
    row.asked = endpoint.settings.probes;
    return row;
}

void ListCounts::add(const ListRow &row, int by)
{
    all += by;
    changed += row.hasChanged() ? by : 0;
    switch (verdictGroupOf(row)) {
    case VerdictGroup::Fails:
        fails += by;
        break;
    case VerdictGroup::Warned:
        warned += by;
        break;
    case VerdictGroup::Works:
        works += by;
        break;
    case VerdictGroup::Running:
        running += by;
        break;
    case VerdictGroup::Stopped:
        stopped += by;
        break;
    case VerdictGroup::Waiting:
        waiting += by;
        break;
    }
}

VerdictGroup verdictGroupOf(const ListRow &row)
{
    if (row.state == ListRow::State::Running)
        return VerdictGroup::Running;
    if (!row.isChecked())
        return VerdictGroup::Waiting;
    switch (row.verdict()) {
    case Verdict::Works:
        return VerdictGroup::Works;
    case Verdict::WorksWithWarnings:
        return VerdictGroup::Warned;
    case Verdict::Fails:
        return VerdictGroup::Fails;
    case Verdict::NotChecked:
        break;
    }
    return VerdictGroup::Stopped;
}

VerdictSign signOf(VerdictGroup group)
{
    switch (group) {
    case VerdictGroup::Fails:
        return {"octagon-x", Token::Fail};
    case VerdictGroup::Warned:
        return {"triangle-alert", Token::Warn};
    case VerdictGroup::Works:
        return {"circle-check", Token::Ok};
    case VerdictGroup::Running:
        return {"circle", Token::AccentText};
    case VerdictGroup::Stopped:
    case VerdictGroup::Waiting:
        break;
    }
    return {"circle-dashed", Token::Text3};
}

} // namespace wirewise::gui
