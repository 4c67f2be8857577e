'use strict';

require('reflect-metadata');

/**
 * Decorates a class, and its methods by name, as the decorator syntax of TypeScript would. Returns the class.
 * What a constructor takes is named by `Dependencies`, what a handler takes by `Bind`.
 */
function decorate(Class, ofClass, ofMethods = {}) {
  for (const [name, decorators] of Object.entries(ofMethods)) {
    const descriptor = Object.getOwnPropertyDescriptor(Class.prototype, name);
    Reflect.decorate(decorators, Class.prototype, name, descriptor);
  }
  return Reflect.decorate(ofClass, Class);
}

module.exports = { decorate };
