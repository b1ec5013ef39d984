#pragma once

#include "gui/messagecontent.h"

#include <QObject>

class QMenu;
class QSettings;

namespace wirewise::gui {

class MessageView;

/// The content column of a list of messages: which JSON keys it shows is chosen by hand and remembered for
/// each host.
class ContentColumn : public QObject
{
    Q_OBJECT
public:
    /// The view must outlive it.
    explicit ContentColumn(MessageView *view);
    ~ContentColumn() override;

    /// Where the keys are kept. Not taken over.
    void setSettings(QSettings *settings);
    /// Another session; what is shown is what was chosen for that host ("host" or "host:port").
    void setHost(const QString &host);
    void setDialect(wire::Dialect dialect);

    /// As JsonPath writes them.
    [[nodiscard]] QList<QByteArray> keys() const;
    void setKeys(const QList<wire::JsonPath> &keys);
    void setShown(const QByteArray &path, bool shown);
    [[nodiscard]] const MessageContent &content() const { return m_content; }
    /// What a filter can take from the value under that point of the view, else from the message.
    [[nodiscard]] QString termAt(const QPoint &point, const observation::Message &message) const;

public Q_SLOTS:
    void showWholeMessage();
    /// The menu below the head: the whole message, the keys of the messages in sight, any other key.
    void popUpMenu();

Q_SIGNALS:
    void keysChanged();

private:
    void take(const QList<wire::JsonPath> &keys);
    void show();
    void fillMenu(QMenu *menu);
    void askForKey(const QString &typed = {});

    MessageView *m_view;
    QSettings *m_settings = nullptr;
    MessageContent m_content;
    QString m_host;
};

} // namespace wirewise::gui
