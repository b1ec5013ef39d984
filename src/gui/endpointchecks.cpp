#include "gui/endpointchecks.h"

#include <QFileInfo>

namespace wirewise::gui {

using endpoints::Environment;
using endpoints::FilledEndpoint;
using endpoints::SavedEndpoint;
using endpoints::SecretAnswer;
using endpoints::SecretKey;

QString titleOf(const EndpointOrder &order)
{
    return order.environment.isEmpty()
               ? order.endpoint
               : EndpointChecks::tr("%1 in %2").arg(order.endpoint, order.environment);
}

EndpointChecks::EndpointChecks(EndpointDesk *desk, std::unique_ptr<endpoints::SecretStore> store, Ask ask,
                               QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_store(std::move(store))
    , m_ask(std::move(ask))
{
}

EndpointChecks::~EndpointChecks() = default;

SecretKey EndpointChecks::keyOf(const EndpointOrder &order, const QByteArray &name,
                                const QByteArray &place) const
{
    const QString canonical = QFileInfo(m_desk->folder()).canonicalFilePath();
    return {canonical.isEmpty() ? m_desk->folder() : canonical, order.environment, name, place};
}

FilledEndpoint EndpointChecks::fill(const EndpointOrder &order) const
{
    const endpoints::FolderContent &content = m_desk->content();
    const SavedEndpoint *endpoint = content.endpoint(order.endpoint);
    const Environment *environment = content.environment(order.environment);
    if (!endpoint || (!environment && !order.environment.isEmpty())) {
        FilledEndpoint gone;
        gone.problem = tr("%1 is no longer there.").arg(titleOf(order));
        return gone;
    }
    endpoints::Values values;
    values.environment = environment;
    values.folder = m_desk->folder();
    values.secret = [&](const QByteArray &name, const QByteArray &place) -> std::optional<QByteArray> {
        const auto known = m_known.constFind(keyOf(order, name, place).text());
        return known == m_known.constEnd() ? std::optional<QByteArray>() : *known;
    };
    return endpoints::fill(*endpoint, values);
}

void EndpointChecks::prepare(const EndpointOrder &order)
{
    m_orders.append(order);
    if (!m_isBusy)
        step();
}

void EndpointChecks::step()
{
    if (m_orders.isEmpty())
        return;
    const EndpointOrder order = m_orders.constFirst();
    const FilledEndpoint filled = fill(order);
    if (!filled.problem.isEmpty())
        return finish(filled, filled.problem);
    if (!filled.missing.isEmpty()) {
        const QString name = QString::fromUtf8(filled.missing.constFirst());
        return finish(filled, order.environment.isEmpty()
                                  ? tr("%1 needs {{%2}}. Choose an environment that gives it a value.")
                                        .arg(order.endpoint, name)
                                  : tr("%1 needs {{%2}}, and the environment %3 does not give it. Add a line "
                                       "\"%2 = …\" to the environment.")
                                        .arg(order.endpoint, name, order.environment));
    }
    if (!filled.missingSecrets.isEmpty())
        return fetch(keyOf(order, filled.missingSecrets.constFirst(), filled.place));
    finish(filled, {});
}

void EndpointChecks::finish(const FilledEndpoint &filled, const QString &problem)
{
    m_isBusy = false;
    const EndpointOrder order = m_orders.takeFirst();
    if (problem.isEmpty())
        Q_EMIT ready(order, filled);
    else
        Q_EMIT refused(order, problem);
    if (!m_isBusy)
        step();
}

void EndpointChecks::fetch(const SecretKey &key)
{
    m_isBusy = true;
    m_store->read(key, [self = QPointer<EndpointChecks>(this), key](const SecretAnswer &answer) {
        if (!self)
            return;
        if (answer.status != SecretAnswer::Status::Found)
            return self->ask(key, answer.problem);
        self->m_known.insert(key.text(), answer.value);
        self->step();
    });
}

void EndpointChecks::ask(const SecretKey &key, const QString &remark)
{
    m_ask(key, remark, [self = QPointer<EndpointChecks>(this), key](const Given &given) {
        if (!self)
            return;
        if (given.value.isEmpty())
            return self->finish(
                {}, tr("Not checked: the secret {{%1}} was not given.").arg(QString::fromUtf8(key.name)));
        self->m_known.insert(key.text(), given.value);
        if (given.keep)
            self->keep(key, given.value);
        self->step();
    });
}

void EndpointChecks::keepFor(const EndpointOrder &order, const QByteArray &name, const QByteArray &value)
{
    keep(keyOf(order, name, fill(order).place), value);
}

void EndpointChecks::keep(const SecretKey &key, const QByteArray &value)
{
    m_known.insert(key.text(), value);
    m_store->write(key, value, [self = QPointer<EndpointChecks>(this)](const SecretAnswer &answer) {
        if (self && answer.status == SecretAnswer::Status::Unavailable)
            Q_EMIT self->notice(tr("%1 The secret is kept until Wirewise ends.").arg(answer.problem));
    });
}

void EndpointChecks::forget(const EndpointOrder &order)
{
    const SavedEndpoint *endpoint = m_desk->content().endpoint(order.endpoint);
    const Environment *environment = m_desk->content().environment(order.environment);
    if (!endpoint)
        return;
    QList<QByteArray> names = endpoint->secrets();
    if (environment)
        names += environment->secrets();
    const QByteArray place = fill(order).place;
    for (const QByteArray &name : std::as_const(names)) {
        const SecretKey key = keyOf(order, name, place);
        m_known.remove(key.text());
        m_store->forget(key, [](const SecretAnswer &) {});
    }
    Q_EMIT notice(
        names.isEmpty()
            ? tr("%1 has no secrets.").arg(titleOf(order))
            : tr("The secrets of %1 are forgotten; the next check asks for them.").arg(titleOf(order)));
}

} // namespace wirewise::gui
