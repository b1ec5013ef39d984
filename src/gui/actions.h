#pragma once

#include <QAction>
#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>

class QMenuBar;
class QWidget;

namespace wirewise::gui {

/// Every command of the window, once, by name. Menus, shortcuts, the palette and tests take it from here.
class Actions : public QObject
{
    Q_OBJECT
public:
    /// The actions become children of the window, so that their shortcuts work in all of it.
    explicit Actions(QWidget *window);

    /// The action of that name; the name must exist.
    [[nodiscard]] QAction *operator[](QByteArrayView name) const;
    /// In the order of the menus.
    [[nodiscard]] const QList<QAction *> &all() const { return m_actions; }
    void fillMenuBar(QMenuBar *bar) const;
    /// "File", "Check", …: where the palette says it is.
    [[nodiscard]] static QString menuOf(const QAction *action);
    /// "Copy As: curl": the words of the menu that tell it from others, without mnemonics.
    [[nodiscard]] static QString titleOf(const QAction *action);

private:
    QHash<QByteArray, QAction *> m_byName;
    QList<QAction *> m_actions;
};

} // namespace wirewise::gui
